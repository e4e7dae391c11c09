package org.medchain.claims.watch;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Input;
import org.medchain.consensus.Input.MessageReceived;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Message;

/**
 * Counts forks of proof of work. A block has a competitor if a miner finds a block before it knows
 * this one (CMP-18); a height is forked if it has two blocks or more. Which miner knows which block
 * is derived from the messages that they handle.
 */
final class CompetingBlocksObserver implements TrialWatch {
  private record ForkCounts(
      long blocks,
      long competitors,
      int heights,
      long forkedHeights,
      long followedForks,
      long forksInARow,
      long deepestRevert) {}

  /** A block that some miners have not heard of. */
  private static final class SpreadingBlock {
    final BitSet unaware = new BitSet();
    boolean hasCompetitor;

    SpreadingBlock(int nodes, int finder) {
      unaware.set(0, nodes);
      unaware.clear(finder);
    }
  }

  private final int nodes;
  private final Map<Hash, SpreadingBlock> spreading = new LinkedHashMap<>();
  private final TreeMap<Long, Integer> blocksByHeight = new TreeMap<>();
  private final Map<Integer, Long> tips = new TreeMap<>();
  private long competitors;
  private long deepestRevert;

  /** Of a trial with this number of nodes, none of which is faulty. */
  CompetingBlocksObserver(int nodes) {
    this.nodes = nodes;
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    for (SpreadingBlock each : spreading.values()) {
      if (each.unaware.get(node) && !each.hasCompetitor) {
        each.hasCompetitor = true;
        competitors++;
      }
    }
    spreading.put(sealed.hash(), new SpreadingBlock(nodes, node));
    blocksByHeight.merge(sealed.height(), 1, Integer::sum);
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    if (party.startsWith("n") && input instanceof MessageReceived received) {
      int node = Integer.parseInt(party.substring(1));
      header(received.verified().message()).ifPresent(header -> heard(node, header.hash()));
    }
  }

  /** The header of a block that a message brings. */
  static Optional<Header> header(Message message) {
    return switch (message) {
      case CompactBlock compact -> Optional.of(compact.header());
      case NewBlock whole -> Optional.of(whole.block().header());
      default -> Optional.empty();
    };
  }

  private void heard(int node, Hash block) {
    SpreadingBlock known = spreading.get(block);
    if (known != null) {
      known.unaware.clear(node);
      if (known.unaware.isEmpty()) {
        spreading.remove(block);
      }
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    tips.put(node, block.height());
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    deepestRevert = Math.max(deepestRevert, tips.getOrDefault(node, height) - height);
    tips.put(node, height);
  }

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    return List.of(
        new ForkCounts(
            blocksByHeight.values().stream().mapToLong(Integer::longValue).sum(),
            competitors,
            blocksByHeight.size(),
            blocksByHeight.values().stream().filter(blocks -> blocks > 1).count(),
            forksBefore(1),
            forksBefore(2),
            deepestRevert));
  }

  /** Forked heights before one with this number of blocks or more. */
  private long forksBefore(int least) {
    return blocksByHeight.entrySet().stream()
        .filter(
            each ->
                each.getValue() > 1 && blocksByHeight.getOrDefault(each.getKey() + 1, 0) >= least)
        .count();
  }
}
