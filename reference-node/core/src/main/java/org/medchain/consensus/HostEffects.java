package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * The effects in which hosts differ: clock, processor, disk, network and search. An {@link
 * OutputInterpreter} decides which of them happens when; a host only carries it out.
 */
public interface HostEffects {
  /** The replica took a step; nothing that it put out has left yet. */
  void stepped(Input input, List<Output> outputs);

  /**
   * Gives the processor to work whose turn has come.
   *
   * @return when it is done, in nanoseconds since the Unix epoch; empty if the node crashes first:
   *     then the work has no result
   */
  OptionalLong process(HostWork work);

  /** The message under this node's signature. */
  Envelope seal(Message message);

  /**
   * Hands an entry of the log to the disk; {@link Input.Persisted} follows.
   *
   * @return false if the node crashes before it is handed over
   */
  boolean append(Output.Persist entry);

  /**
   * Keeps the state of a checkpoint, for {@link #part} and for {@link #state} after a crash; {@link
   * Input.Persisted} follows when the node can have it again.
   *
   * @return false if the node crashes before it is handed over
   */
  boolean keep(DurabilityToken token, long height, Snapshot snapshot);

  /** As {@link Output.Truncate} says. */
  void truncate(DurabilityToken first, long height);

  /** The state after this height, as an earlier life of this node kept it. */
  Optional<DeferredBytes> state(long height);

  /** A part of the snapshot that was kept of this height. */
  Optional<SnapshotPart> part(long height, int part);

  /** To one node or client. */
  void send(PublicKey to, Envelope envelope);

  /** To all other consensus nodes. */
  void broadcast(Envelope envelope);

  /** To one receiver, authenticated only for it; the processor has been given to it. */
  void reply(PublicKey to, Message message);

  /** The replica ignores a message or request of this sender. */
  void reject(Output.Reject refused);

  /** Starts the timer, or starts it again if it runs. */
  void startTimer(Timer timer, long delayNs);

  /** Stops the timer if it runs. */
  void stopTimer(Timer timer);

  /** Searches for this header's random string, and for no other. */
  void mine(Header header);

  /** Searches for nothing. */
  void stopMining();

  /** The block is committed, and executed next. */
  void committed(Block block, Certificate certificate);

  /** The state machine has executed the block. */
  default void executed(Block block, Certificate certificate, ExecutionResult execution) {}

  /** The state machine has undone all blocks above {@code height}. */
  void reverted(long height);

  /**
   * The state machine has loaded the certified state after this block (PBFT-35), which the ledger
   * has from now on.
   */
  void restored(Block tip, Certificate certificate);
}
