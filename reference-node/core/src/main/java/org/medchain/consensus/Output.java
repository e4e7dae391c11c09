package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * What a {@link Replica} or a {@link ClientSession} tells its host to do.
 *
 * <p>An output with {@code waitsFor} must not leave the host before everything persisted under
 * those tokens is durable (CONS-3). Between what the tokens demand, the host may reorder sends;
 * commits and reverts keep their order.
 */
public sealed interface Output {
  /** Append {@code entry} to the durable log; then say {@link Input.Persisted}. */
  record Persist(DurabilityToken token, Bytes entry) implements Output {}

  /** Sign the message with this node's key; then say {@link Input.MessageSigned}. */
  record Sign(Message message) implements Output {}

  /** Send to one node or client. */
  record Send(PublicKey to, Envelope envelope, List<DurabilityToken> waitsFor) implements Output {}

  /** Send to all other consensus nodes. */
  record Broadcast(Envelope envelope, List<DurabilityToken> waitsFor) implements Output {}

  /**
   * Authenticate the message and send it to the client that holds this key.
   *
   * <p>Apart from {@link Sign} because a host may authenticate replies otherwise than votes: no
   * third party ever has to be convinced by one.
   */
  record Reply(PublicKey client, Message message, List<DurabilityToken> waitsFor)
      implements Output {}

  /** Say {@link Input.TimerFired} after {@code delayNs} nanoseconds. */
  record StartTimer(Timer timer, long delayNs) implements Output {}

  /** Forget the timer; nothing happens if it is not running. */
  record StopTimer(Timer timer) implements Output {}

  /**
   * Search for a random string that brings this header under its target, instead of any header
   * asked for before; then say {@link Input.NonceFound}.
   */
  record Mine(Header header) implements Output {}

  /** Stop searching. */
  record StopMining() implements Output {}

  /** Execute the block, the child of the last one committed; then say {@link Input.Executed}. */
  record Commit(Block block, Certificate certificate, List<DurabilityToken> waitsFor)
      implements Output {}

  /** Undo all blocks above {@code height}, which is under the last one committed. */
  record Revert(long height) implements Output {}

  /**
   * Keep the state after {@code height} durably, with {@code context} beside it; then say {@link
   * Input.Persisted}. The token is one of the log's. The height is less than 64 under the last one
   * committed (PBFT-28).
   */
  record TakeSnapshot(DurabilityToken token, long height, Bytes context) implements Output {}

  /**
   * Send one part of this node's snapshot of {@code height} in a {@link SnapshotPart}; nothing if
   * there is no such snapshot or part.
   */
  record ServeSnapshot(PublicKey to, long height, int part) implements Output {}

  /**
   * Replace the state; then say {@link Input.Restored}. Keeps its place among commits and reverts.
   *
   * @param block hash of the header at that height
   * @param state as {@link StateMachine#snapshot} gave it; empty for this node's own snapshot of
   *     that height
   */
  record Restore(long height, Hash block, Optional<Bytes> state) implements Output {}

  /**
   * What was persisted before token {@code first}, and snapshots under {@code height}, will not be
   * needed any more; to be done when {@code first} is durable.
   */
  record Truncate(DurabilityToken first, long height) implements Output {}

  /** Answer a request that only reads; then say {@link Input.ReadAnswered}. */
  record Read(Transaction request) implements Output {}

  /** Tell the sender of an invalid request or message why it is ignored. */
  record Reject(PublicKey sender, String reason) implements Output {}

  /** At a client: the request is final at this height with this result. */
  record Accepted(RequestId request, long height, Receipt receipt) implements Output {}
}
