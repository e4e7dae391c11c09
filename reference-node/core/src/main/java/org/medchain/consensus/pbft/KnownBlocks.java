package org.medchain.consensus.pbft;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.medchain.consensus.BoundedBlocks;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * Blocks proposed above the decided chain, in any view, within bounds in bytes (PBFT-24). With b =
 * 2 W of the largest blocks: b of each view's proposals without a vote here, nearest heights first;
 * 2 b of such proposals of all views; and 4 b of those that it voted for and no certificate known
 * here names, the newest first. Such a block may still be demanded, and then f + 1 honest replicas
 * held it; but to fill 4 b takes several views in a row without a decision, each twice as long as
 * the last (PBFT-11).
 */
final class KnownBlocks {
  private static final int WINDOWS = 2;
  private static final int PROPOSED = 2;
  private static final int VOTED = 4;

  private final PbftState state;
  private final long perView;
  private final BoundedBlocks proposed;
  private final BoundedBlocks voted;

  KnownBlocks(PbftState state) {
    this.state = state;
    perView = (long) WINDOWS * state.window() * state.parameters.batch().bytes();
    proposed = new BoundedBlocks(PROPOSED * perView, this::isNamed);
    voted = new BoundedBlocks(VOTED * perView, this::isNamed);
  }

  /** Whether the current view has the block, or a certificate that may demand it. */
  private boolean isNamed(Block block) {
    Slot slot = state.slots.get(block.height());
    PreparedCertificate certificate = state.prepared.get(block.height());
    return (slot != null && slot.hash().equals(block.hash()))
        || (certificate != null && certificate.block().equals(block.hash()))
        || state.newViewChain.demands(block)
        || state.startAncestry.names(block);
  }

  /** Keeps a block that may still be decided or proposed again. */
  void add(Block block) {
    if (block.height() > state.chain.height() && voted.find(block.hash()).isEmpty()) {
      proposed.add(block);
    }
  }

  /** Keeps a block that this replica votes for, so that others may rely on its holding it. */
  void addVoted(Block block) {
    if (block.height() > state.chain.height()) {
      proposed.discard(each -> each.hash().equals(block.hash()));
      voted.add(block);
    }
  }

  Optional<Block> find(Hash block) {
    return voted.find(block).or(() -> proposed.find(block));
  }

  /** All of them, by height. */
  List<Block> all() {
    return Stream.concat(proposed.all().stream(), voted.all().stream())
        .sorted(Comparator.comparingLong(Block::height).thenComparing(Block::hash))
        .toList();
  }

  /** Blocks up to this height are decided. */
  void discardTo(long height) {
    proposed.discard(block -> block.height() <= height);
    voted.discard(block -> block.height() <= height);
  }

  /**
   * Whether a proposal of the current view has room under those at greater heights, which give way.
   */
  boolean makeRoomInView(Block block) {
    return makeRoom(
        state.slots, block, slot -> slot.prePrepared ? 0 : slot.proposal.expectedSize());
  }

  /** The same among the proposals kept for another view. */
  <T> boolean makeRoom(TreeMap<Long, T> kept, Block block, ToLongFunction<T> size) {
    long room = perView - block.expectedSize();
    for (T below : kept.headMap(block.height()).values()) {
      room -= size.applyAsLong(below);
    }
    if (room < 0) {
      return false;
    }
    for (long height : List.copyOf(kept.tailMap(block.height()).keySet())) {
      long each = size.applyAsLong(kept.get(height));
      if (each > room) {
        kept.remove(height);
      } else {
        room -= each;
      }
    }
    return true;
  }
}
