package org.medchain.consensus.pbft;

import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * The consequences of the certificate at the start of a view for heights that are not decided here
 * (PBFT-39). One member may have been the only one to see it, and may show it at any time: so it
 * decides where its block is held, and the blocks under it, which hash links name, are the only
 * ones that can be decided at their heights.
 */
final class StartAncestry {
  private final PbftState state;

  StartAncestry(PbftState state) {
    this.state = state;
  }

  private Optional<QuorumCertificate> undecidedStart() {
    return Optional.of(state.newViewChain.start())
        .filter(start -> start.height() > state.chain.height());
  }

  /**
   * The blocks that the start names, by height, down to the first that is not held. Honest members
   * that made the certificate have executed all but the last W heights under it: a replica further
   * behind gets decided blocks first.
   */
  private TreeMap<Long, Hash> named() {
    TreeMap<Long, Hash> named = new TreeMap<>();
    Optional<QuorumCertificate> start = undecidedStart();
    if (start.isEmpty() || start.get().height() > state.chain.height() + state.window()) {
      return named;
    }
    Optional<Hash> next = Optional.of(start.get().block());
    for (long height = start.get().height();
        next.isPresent() && height > state.chain.height();
        height--) {
      named.put(height, next.get());
      next = state.knownBlock(height, next.get()).map(Block::parent);
    }
    return named;
  }

  /** Whether the links that are known lead from the start to this block. */
  boolean names(Block block) {
    return block.hash().equals(named().get(block.height()));
  }

  /** Whether they lead to another block at its height. */
  boolean contradicts(Block block) {
    Hash named = named().get(block.height());
    return named != null && !named.equals(block.hash());
  }

  /** Whether a block at this height is decided, and no link that is known says which. */
  boolean isUnknownAt(long height) {
    return undecidedStart().filter(start -> start.height() >= height).isPresent()
        && height > state.chain.height()
        && !named().containsKey(height);
  }

  /** The highest block named that is not held here: the links below it are in it. */
  Optional<Hash> missing() {
    return Optional.ofNullable(named().firstEntry())
        .filter(lowest -> state.knownBlock(lowest.getKey(), lowest.getValue()).isEmpty())
        .map(lowest -> lowest.getValue());
  }

  /** The block named at this height, if it is held. */
  Optional<Block> at(long height) {
    return Optional.ofNullable(named().get(height)).flatMap(hash -> state.knownBlock(height, hash));
  }

  /** The start itself, once all under it is decided and its block is held. */
  Optional<DecidedBlock> decision() {
    return undecidedStart()
        .filter(start -> start.height() == state.chain.height() + 1)
        .flatMap(start -> at(start.height()).map(block -> new DecidedBlock(block, start)));
  }
}
