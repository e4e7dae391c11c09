package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/**
 * An action that a {@link Replica} or a {@link ClientSession} requests of its host.
 *
 * <p>An output with {@code waitsFor} must not leave the host before everything persisted under
 * those tokens is durable (CONS-3). Within the order of the tokens, the host may reorder sends;
 * commits and reverts keep their order.
 */
public sealed interface Output {
  /**
   * Append an entry to the durable log; then give {@link Input.Persisted}.
   *
   * @param content immutable, so that a host may encode it when it is read: an entry can be as
   *     large as a NEW-VIEW, and a simulated disk is read after a crash only
   */
  record Persist(DurabilityToken token, Encodable content) implements Output {
    private record OpaqueEntry(Bytes bytes) implements Encodable {
      @Override
      public void encode(Encoder out) {
        out.raw(bytes);
      }

      @Override
      public Bytes encoded() {
        return bytes;
      }
    }

    /** An entry of these bytes. */
    public Persist(DurabilityToken token, Bytes entry) {
      this(token, new OpaqueEntry(entry));
    }

    /** The entry as the log has it; encoded at each call. */
    public Bytes entry() {
      return content.encoded();
    }
  }

  /** Sign the message with this node's key; then give {@link Input.MessageSigned}. */
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

  /** Give {@link Input.TimerFired} after {@code delayNs} nanoseconds. */
  record StartTimer(Timer timer, long delayNs) implements Output {}

  /** Cancel the timer; nothing happens if it is not running. */
  record StopTimer(Timer timer) implements Output {}

  /**
   * Search for a random string that brings this header under its target, instead of any earlier
   * header; then give {@link Input.NonceFound}.
   */
  record Mine(Header header) implements Output {}

  /** Stop searching. */
  record StopMining() implements Output {}

  /** Execute the block, the child of the last one committed; then give {@link Input.Executed}. */
  record Commit(Block block, Certificate certificate, List<DurabilityToken> waitsFor)
      implements Output {}

  /** Undo all blocks above {@code height}, which is under the last one committed. */
  record Revert(long height) implements Output {}

  /**
   * Keep the state after {@code height}, with {@code context} beside it, so that others can have it
   * and this node after a crash: written down, or as an older one with the blocks since; then give
   * {@link Input.Persisted}. The token is one of the log's. The height is less than 64 under the
   * last one committed (PBFT-28).
   */
  record TakeSnapshot(DurabilityToken token, long height, Bytes context) implements Output {}

  /**
   * Send one part of this node's snapshot of {@code height} in a {@link SnapshotPart}; nothing if
   * there is no such snapshot or part.
   */
  record ServeSnapshot(PublicKey to, long height, int part) implements Output {}

  /**
   * Replace the state if the other one has this root, and otherwise leave it and show it to nobody
   * (PBFT-35); then give {@link Input.Restored}. Keeps its place among commits and reverts.
   *
   * @param tip the block after which this is the state: part of the ledger that the node keeps, as
   *     if it had been committed (PBFT-43)
   * @param stateRoot that a quorum signed
   * @param state as {@link StateMachine#snapshot} gave it; empty for this node's own snapshot of
   *     that height
   */
  record Restore(Block tip, Certificate certificate, Hash stateRoot, Optional<Bytes> state)
      implements Output {
    /** The same of a state that others sent. */
    public Restore of(Bytes sent) {
      return new Restore(tip, certificate, stateRoot, Optional.of(sent));
    }

    /** The height of the state. */
    public long height() {
      return tip.height();
    }

    /** Hash of the header at that height. */
    public Hash block() {
      return tip.hash();
    }
  }

  /**
   * Entries before token {@code first}, and snapshots below {@code height}, are no longer needed;
   * to be done when {@code first} is durable.
   */
  record Truncate(DurabilityToken first, long height) implements Output {}

  /** Execute a read-only request; then give {@link Input.ReadAnswered}. */
  record Read(Transaction request) implements Output {}

  /** Send the sender of an invalid request or message the reason why it is ignored. */
  record Reject(PublicKey sender, RejectionReason kind, String reason) implements Output {
    /** A violation of the protocol. */
    public Reject(PublicKey sender, String reason) {
      this(sender, RejectionReason.INVALID, reason);
    }

    /** A message that the receiver's check has rejected. */
    public Reject(Input.MessageRejected rejected) {
      this(rejected.sender(), rejected.kind(), rejected.reason());
    }
  }

  /** At a client: the request is refused by nodes of which one is honest (CONS-13). */
  record Refused(RequestId request, String reason) implements Output {}

  /** At a client: the request is final at this height with this result. */
  record Accepted(RequestId request, long height, Receipt receipt) implements Output {}
}
