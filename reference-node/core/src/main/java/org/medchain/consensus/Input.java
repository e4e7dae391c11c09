package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/** An input from the host to a {@link Replica} or a {@link ClientSession}. */
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
   * @param kind the class of the fault
   * @param reason in one line
   */
  record MessageRejected(
      long nowNs, PublicKey sender, int code, RejectionReason kind, String reason)
      implements Input {}

  /** The input that follows from authenticating an envelope. */
  static Input of(long nowNs, Envelope envelope, AuthenticationResult result) {
    return switch (result) {
      case Verified verified -> new MessageReceived(nowNs, verified);
      case AuthenticationResult.Rejected rejected ->
          new MessageRejected(
              nowNs, rejected.sender(), envelope.code(), rejected.kind(), rejected.reason());
    };
  }

  /**
   * A node can be reached: a connection to it came up, or it has more blocks than this node.
   * Earlier messages between the two may be lost, those of a start before any connection too
   * (NODE-14).
   */
  record PeerReachable(long nowNs, PublicKey peer) implements Input {}

  /**
   * A client's request came; its signature holds. At a client: the user asks to have it ordered.
   */
  record RequestSubmitted(long nowNs, Transaction request) implements Input {}

  /** At a client: the user asks for a reply without ordering, if that is possible. */
  record ReadSubmitted(long nowNs, Transaction request) implements Input {}

  /** At a client: the user waits no longer for a request's result, or for a read's. */
  record RequestWithdrawn(long nowNs, RequestId request) implements Input {}

  /**
   * The state machine's reply to a read-only request.
   *
   * @param height of the last block executed before it
   */
  record ReadAnswered(long nowNs, long height, Receipt receipt) implements Input {}

  /** A timer that was started, and not stopped since, ran out. */
  record TimerFired(long nowNs, Timer timer) implements Input {}

  /** The search found a random string: {@code sealed} is the requested header, under its target. */
  record NonceFound(long nowNs, Header sealed) implements Input {}

  /** A message that was to be signed is now in its envelope. */
  record MessageSigned(long nowNs, Message message, Envelope envelope) implements Input {}

  /**
   * Everything persisted up to this token will survive a crash: the log is append-only, so a prefix
   * of it is durable (CONS-12).
   */
  record Persisted(long nowNs, DurabilityToken token) implements Input {}

  /** A committed block was executed. */
  record Executed(long nowNs, ExecutionResult execution) implements Input {}

  /**
   * This node restarts, with this durable log. Given once, before {@link Started}.
   *
   * @param log the entries that survived, in the order in which they were persisted
   */
  record Recovered(long nowNs, List<Bytes> log) implements Input {
    public Recovered {
      log = List.copyOf(log);
    }
  }

  /**
   * The result of {@link Output.Restore}.
   *
   * @param height of the requested state
   * @param stateRoot of the offered state, which has replaced the node's own only if it is the
   *     requested one; empty if there is no such snapshot or it does not decode
   */
  record Restored(long nowNs, long height, Optional<Hash> stateRoot) implements Input {}
}
