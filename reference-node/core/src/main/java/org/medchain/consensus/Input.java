package org.medchain.consensus;

import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** What a host tells a {@link Replica} or a {@link ClientSession}. */
public sealed interface Input {
  /** The host's time in nanoseconds since the Unix epoch, never going back at one host. */
  long nowNs();

  /** The replica may begin: start timers, mine. Given once, before any other input. */
  record Started(long nowNs) implements Input {}

  /** A message came whose signatures all hold. */
  record MessageReceived(long nowNs, Verified verified) implements Input {}

  /**
   * A message came that must be ignored.
   *
   * @param sender the key that it names, without proof
   * @param code of the message's type
   * @param reason in one line
   */
  record MessageRejected(long nowNs, PublicKey sender, int code, String reason) implements Input {}

  /** A client's request came; its signature holds. At a client: the user wants it ordered. */
  record RequestSubmitted(long nowNs, Transaction request) implements Input {}

  /** A timer that was started, and not stopped since, ran out. */
  record TimerFired(long nowNs, Timer timer) implements Input {}

  /** The search found a random string: {@code sealed} is the header asked for, under its target. */
  record NonceFound(long nowNs, Header sealed) implements Input {}

  /** A message that was to be signed is now in its envelope. */
  record MessageSigned(long nowNs, Message message, Envelope envelope) implements Input {}

  /** Everything persisted under this token will survive a crash. */
  record Persisted(long nowNs, Token token) implements Input {}

  /** A committed block was executed. */
  record Executed(long nowNs, Execution execution) implements Input {}

  /**
   * A part of a snapshot came that was requested.
   *
   * @param height of the snapshot's state
   * @param part counted from 0
   * @param parts how many there are
   */
  record SnapshotPartReceived(long nowNs, long height, int part, int parts, Bytes content)
      implements Input {}

  /** The host's state is now that after {@code block}, as a snapshot said. */
  record Restored(long nowNs, Block block, Hash stateRoot) implements Input {}
}
