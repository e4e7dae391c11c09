package org.medchain.consensus.pow;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The blocks whose ancestors are known down to the genesis block, in the order in which they were
 * seen. Each block cost its miner work; branches that are far behind are removed (POW-35).
 */
final class BlockTree {
  /** A block by its branch's work; the hash breaks ties. */
  private record WorkRank(BigInteger work, Hash hash) {
    static WorkRank of(BlockNode node) {
      return new WorkRank(node.work, node.hash());
    }
  }

  private final Map<Hash, BlockNode> nodes = new LinkedHashMap<>();

  /** Candidates for removal: all but blocks long on the committed chain. */
  private final TreeMap<WorkRank, BlockNode> candidates =
      new TreeMap<>(Comparator.comparing(WorkRank::work).thenComparing(WorkRank::hash));

  private BlockNode head;

  BlockTree(BlockNode genesis) {
    nodes.put(genesis.hash(), genesis);
    head = genesis;
  }

  /**
   * The fork choice: of the valid blocks the one with the most work behind it, and among equals the
   * first seen (Nakamoto 2008, §5). Work, not the number of blocks: many easy blocks must not
   * outweigh few hard ones (POW-10). This node may not have committed all of its branch yet.
   */
  BlockNode head() {
    return head;
  }

  /**
   * POW-10: offers a block, in the order in which blocks are seen: equal work does not replace the
   * head.
   */
  private void consider(BlockNode node) {
    if (!node.isInvalid && node.work.compareTo(head.work) > 0) {
      head = node;
    }
  }

  Optional<BlockNode> find(Hash block) {
    return Optional.ofNullable(nodes.get(block));
  }

  /** Adds the child of a block in the tree. */
  BlockNode add(Block block, BlockNode parent, PublicKey source) {
    BlockNode node = parent.child(block, source);
    nodes.put(node.hash(), node);
    parent.children++;
    addCandidate(node);
    consider(node);
    return node;
  }

  /** A block of the tree is no longer on the committed chain, or not yet. */
  void addCandidate(BlockNode node) {
    candidates.put(WorkRank.of(node), node);
  }

  int size() {
    return nodes.size();
  }

  /**
   * Removes the branches whose work is below {@code least}, from their tips down to where another
   * branch leaves them.
   *
   * @param chain its blocks stay
   * @param isWanted other blocks that stay
   */
  void pruneBelow(BigInteger least, BestChain chain, Predicate<Hash> isWanted) {
    // Children have more work than their parents, so they come first here.
    NavigableMap<WorkRank, BlockNode> behind =
        candidates.headMap(new WorkRank(least, Hash.ZERO), false);
    for (BlockNode node : List.copyOf(behind.descendingMap().values())) {
      if (chain.contains(node)) {
        candidates.remove(WorkRank.of(node));
      } else if (node.children == 0 && !isWanted.test(node.hash())) {
        candidates.remove(WorkRank.of(node));
        nodes.remove(node.hash());
        node.parent.children--;
      }
    }
  }

  /** Removes a block and all its descendants: none of them can be the head again. */
  void invalidate(BlockNode wrong) {
    wrong.isInvalid = true;
    // Parents come before their children, so one pass reaches all descendants.
    for (BlockNode node : nodes.values()) {
      if (node.parent.isInvalid) {
        node.isInvalid = true;
      }
    }
    head = nodes.values().iterator().next();
    nodes.values().forEach(this::consider);
  }
}
