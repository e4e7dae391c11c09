package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Execution;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/** The blocks that this replica knows to be decided, and what executing them gave. */
final class DecidedChain {
  /**
   * State and receipts root that a header has to carry.
   *
   * @param state of the state after height − W
   * @param receipts of the receipts of height − W
   */
  record Roots(Hash state, Hash receipts) {}

  private final ChainParameters parameters;
  private final List<DecidedBlock> blocks = new ArrayList<>();
  private final TreeMap<Long, Roots> executed = new TreeMap<>();

  DecidedChain(ChainParameters parameters) {
    this.parameters = parameters;
    Block genesis = parameters.genesis();
    blocks.add(new DecidedBlock(genesis, QuorumCertificate.ofGenesis(genesis.hash())));
    executed.put(0L, new Roots(genesis.header().stateRoot(), genesis.header().receiptsRoot()));
  }

  /** Height of the last decided block. */
  long height() {
    return blocks.size() - 1L;
  }

  /** Height of the last executed block. */
  long executedHeight() {
    return executed.lastKey();
  }

  /** The last decided block and its certificate. */
  DecidedBlock tip() {
    return blocks.get(blocks.size() - 1);
  }

  /** The decided block at {@code height}, if there is one. */
  Optional<DecidedBlock> at(long height) {
    return height >= 0 && height <= height()
        ? Optional.of(blocks.get((int) height))
        : Optional.empty();
  }

  /** Whether {@code hash} is the decided block at {@code height}. */
  boolean isDecided(long height, Hash hash) {
    return at(height).map(decided -> decided.block().hash().equals(hash)).orElse(false);
  }

  void append(DecidedBlock decided) {
    blocks.add(decided);
  }

  void executed(Execution execution) {
    executed.put(execution.height(), new Roots(execution.stateRoot(), execution.receiptsRoot()));
    // Headers look back W heights, and proposals run at most 2 W ahead of the slowest.
    executed.headMap(execution.height() - 4L * parameters.window()).clear();
  }

  /** The roots that the header at {@code height} must carry, once they are known. */
  Optional<Roots> rootsFor(long height) {
    return Optional.ofNullable(executed.get(Math.max(0, height - parameters.window())));
  }

  /** The first header field that is wrong for a child of {@code parent}, if one is. */
  Optional<String> fault(Header header, Header parent, Roots roots, long nowMs) {
    if (header.height() != parent.height() + 1) {
      return Optional.of("the height is not the parent's plus 1");
    }
    if (!header.difficulty().equals(parameters.difficulty())
        || !header.difficulty().isMetBy(header.hash())) {
      return Optional.of("the difficulty is not the chain's, or not met");
    }
    if (header.timestampMs() < parent.timestampMs()
        || header.timestampMs() > nowMs + parameters.clockToleranceMs()) {
      return Optional.of("the timestamp is before the parent's or too far ahead");
    }
    if (!header.stateRoot().equals(roots.state())
        || !header.receiptsRoot().equals(roots.receipts())) {
      return Optional.of("state or receipts root differ from those executed here");
    }
    return Optional.empty();
  }
}
