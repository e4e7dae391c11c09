package org.medchain.consensus.pbft;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.medchain.consensus.NumberedWindow;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * Bounds in bytes what primaries make a replica keep (PBFT-24). With b = 2 W of the largest blocks:
 * b of each view's proposals without a vote here, nearest heights first; 2 b of such proposals of
 * all views; and 4 b of those that it voted for and no certificate known here names, the newest
 * first. Such a block may still be demanded, and then f + 1 honest replicas held it; but to fill 4
 * b takes several views in a row without a decision, each twice as long as the last (PBFT-11).
 */
final class ProposalBytes {
  private static final int WINDOWS = 2;
  private static final int PROPOSED = 2;
  private static final int VOTED = 4;

  /** Blocks of past and present views, the oldest first. */
  private final class KeptBlocks {
    private final Map<Hash, Block> blocks = new LinkedHashMap<>();
    private final long limit;
    private long bytes;

    KeptBlocks(long limit) {
      this.limit = limit;
    }

    void add(Block block) {
      if (blocks.putIfAbsent(block.hash(), block) == null) {
        bytes += block.expectedSize();
        trim();
      }
    }

    void remove(Block block) {
      if (blocks.remove(block.hash()) != null) {
        bytes -= block.expectedSize();
      }
    }

    private void trim() {
      Iterator<Block> oldest = blocks.values().iterator();
      while (bytes > limit && oldest.hasNext()) {
        Block block = oldest.next();
        if (!isNamed(block)) {
          oldest.remove();
          bytes -= block.expectedSize();
          state.forget(block);
        }
      }
    }

    void discardTo(long height) {
      blocks
          .values()
          .removeIf(
              block -> {
                boolean isOld = block.height() <= height;
                bytes -= isOld ? block.expectedSize() : 0;
                return isOld;
              });
    }
  }

  private final PbftState state;
  private final long perView;
  private final KeptBlocks proposed;
  private final KeptBlocks voted;

  ProposalBytes(PbftState state) {
    this.state = state;
    perView = (long) WINDOWS * state.window() * state.parameters.batch().bytes();
    proposed = new KeptBlocks(PROPOSED * perView);
    voted = new KeptBlocks(VOTED * perView);
  }

  /** Whether the current view has the block, or a certificate that may demand it. */
  private boolean isNamed(Block block) {
    long height = block.height();
    Slot slot = state.slots.get(height);
    return (slot != null && slot.hash().equals(block.hash()))
        || (state.certificates.containsKey(height)
            && state.certificates.get(height).block().equals(block.hash()))
        || state
            .newViewChain
            .filter(chain -> chain.reproposesAt(height))
            .filter(chain -> chain.certificateAt(height).block().equals(block.hash()))
            .isPresent()
        || state.startAncestry.names(block);
  }

  /** The block is kept without a vote of this replica. */
  void onProposed(Block block) {
    if (!voted.blocks.containsKey(block.hash())) {
      proposed.add(block);
    }
  }

  /** This replica has voted for the block, so others may rely on its holding it. */
  void onVoted(Block block) {
    proposed.remove(block);
    voted.add(block);
  }

  /** Blocks up to this height are not kept any more. */
  void discardTo(long height) {
    proposed.discardTo(height);
    voted.discardTo(height);
  }

  /**
   * Whether a proposal of the current view has room under those at greater heights, which give way.
   */
  boolean makeRoomInView(Block block) {
    return makeRoom(
        state.slots, block, slot -> slot.accepted() ? 0 : slot.proposal().expectedSize());
  }

  /** The same among the proposals kept for another view. */
  <T> boolean makeRoom(NumberedWindow<T> kept, Block block, ToLongFunction<T> size) {
    long below = block.expectedSize();
    List<Long> heights = kept.numbersFrom(0);
    for (long height : heights) {
      below += height < block.height() ? size.applyAsLong(kept.get(height)) : 0;
    }
    if (below > perView) {
      return false;
    }
    long total = below;
    for (long height : heights) {
      long each = height < block.height() ? 0 : size.applyAsLong(kept.get(height));
      total += each;
      if (each > 0 && total > perView) {
        kept.remove(height);
        total -= each;
      }
    }
    return true;
  }
}
