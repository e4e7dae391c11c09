package org.medchain.consensus.pbft;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * The blocks that this replica knows to be decided, from its last stable checkpoint on, and the
 * results of executing them.
 */
final class DecidedChain {

  /**
   * Bound on blocks that are handed over and not executed yet (PBFT-28): a lagging replica has
   * thousands, and a host must still have the state that a checkpoint among them requires.
   */
  static final int MAX_BLOCKS_IN_EXECUTION = 64;

  private final ChainParameters parameters;
  private final TreeMap<Long, DecidedBlock> blocks = new TreeMap<>();
  private final TreeMap<Long, ExecutionRoots> executed = new TreeMap<>();
  private long deliveredHeight;

  /** The highest of the blocks': asked for with every message. */
  private long height;

  DecidedChain(ChainParameters parameters) {
    this.parameters = parameters;
    Block genesis = parameters.genesis();
    blocks.put(0L, new DecidedBlock(genesis, QuorumCertificate.ofGenesis(genesis.hash())));
    executed.put(
        0L, new ExecutionRoots(genesis.header().stateRoot(), genesis.header().receiptsRoot()));
  }

  /** Height of the last decided block. */
  long height() {
    return height;
  }

  /** Height of the first block still held: that of the last stable checkpoint. */
  long base() {
    return blocks.firstKey();
  }

  /** Height of the last executed block. */
  long executedHeight() {
    return executed.lastKey();
  }

  /** The last decided block and its certificate. */
  DecidedBlock tip() {
    return blocks.get(height);
  }

  /** The decided block at {@code height}, if it is held. */
  Optional<DecidedBlock> at(long height) {
    return Optional.ofNullable(blocks.get(height));
  }

  /** All that are held, from the last one down. */
  Stream<DecidedBlock> newestFirst() {
    return blocks.descendingMap().values().stream();
  }

  /** Whether {@code hash} is the decided block at {@code height}. */
  boolean isDecided(long height, Hash hash) {
    DecidedBlock decided = blocks.get(height);
    return decided != null && decided.block().hash().equals(hash);
  }

  /** Whether a block names the last decided one as its parent (PBFT-31). */
  boolean isContinuedBy(Block block) {
    return block.header().previous().equals(tip().block().hash());
  }

  void append(DecidedBlock decided) {
    height = decided.block().height();
    blocks.put(height, decided);
  }

  /** The next decided block for the host to execute now, if there is one. */
  Optional<DecidedBlock> takeNextForExecution() {
    boolean isFull = deliveredHeight >= executedHeight() + MAX_BLOCKS_IN_EXECUTION;
    Optional<DecidedBlock> next = isFull ? Optional.empty() : at(deliveredHeight + 1);
    next.ifPresent(block -> deliveredHeight++);
    return next;
  }

  void executed(ExecutionResult execution) {
    executed.put(
        execution.height(), new ExecutionRoots(execution.stateRoot(), execution.receiptsRoot()));
    // Headers look back W heights, and proposals run at most 2 W ahead of the slowest.
    executed.headMap(execution.height() - 4L * parameters.window()).clear();
  }

  /** The roots of the last W heights executed. */
  TreeMap<Long, ExecutionRoots> recentRoots() {
    return new TreeMap<>(executed.tailMap(executedHeight() - parameters.window(), false));
  }

  /** Discards the blocks below a stable checkpoint. */
  void discardBelow(long height) {
    blocks.headMap(height).clear();
  }

  /** Continues from a checkpoint whose state was loaded; blocks decided above it stay. */
  void restartFromCheckpoint(DecidedBlock tip, TreeMap<Long, ExecutionRoots> roots) {
    deliveredHeight = tip.block().height();
    if (!isDecided(deliveredHeight, tip.block().hash())) {
      blocks.clear();
      append(tip);
    }
    discardBelow(deliveredHeight);
    executed.clear();
    executed.putAll(roots);
  }

  /** The roots that the header at {@code height} must carry, once they are known. */
  Optional<ExecutionRoots> rootsFor(long height) {
    return Optional.ofNullable(executed.get(Math.max(0, height - parameters.window())));
  }

  /** For how long a header's timestamp is still too far ahead, in milliseconds; 0 if it is not. */
  long earlyByMs(Header header, long nowMs) {
    return Math.max(0, header.timestampMs() - nowMs - parameters.clockToleranceMs());
  }

  /** The first header field that is wrong for a child of {@code parent}, if one is. */
  Optional<String> fault(Header header, Header parent, ExecutionRoots roots, long nowMs) {
    if (header.height() != parent.height() + 1) {
      return Optional.of("the height is not the parent's plus 1");
    }
    if (!header.difficulty().equals(parameters.difficulty())
        || !header.difficulty().isMetBy(header.hash())) {
      return Optional.of("the difficulty is not the chain's, or not met");
    }
    if (header.timestampMs() < parent.timestampMs() || earlyByMs(header, nowMs) > 0) {
      return Optional.of("the timestamp is before the parent's or too far ahead");
    }
    if (!header.stateRoot().equals(roots.state())
        || !header.receiptsRoot().equals(roots.receipts())) {
      return Optional.of("state or receipts root differ from those executed here");
    }
    return Optional.empty();
  }
}
