package org.medchain.consensus.pow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * All blocks whose ancestors are known down to the genesis block, in the order in which they were
 * seen. Its size is bounded by the work that others put into blocks, not by what they send.
 */
final class BlockTree {
  private final Map<Hash, BlockNode> nodes = new LinkedHashMap<>();
  private final ForkChoice forkChoice;

  BlockTree(BlockNode genesis) {
    nodes.put(genesis.hash(), genesis);
    forkChoice = new ForkChoice(genesis);
  }

  /** The head by {@link ForkChoice}; this node may not have committed all of its branch yet. */
  BlockNode head() {
    return forkChoice.head();
  }

  Optional<BlockNode> find(Hash block) {
    return Optional.ofNullable(nodes.get(block));
  }

  /** Adds the child of a block in the tree. */
  BlockNode add(Block block, BlockNode parent, PublicKey source) {
    BlockNode node = parent.child(block, source);
    nodes.put(node.hash(), node);
    forkChoice.consider(node);
    return node;
  }

  /** Gives up a block and all its descendants: none of them can be the head again. */
  void invalidate(BlockNode wrong) {
    wrong.invalidate();
    // Parents stand before their children, so one pass reaches all descendants.
    for (BlockNode node : nodes.values()) {
      if (node.parent().isInvalid()) {
        node.invalidate();
      }
    }
    forkChoice.reconsider(nodes.values());
  }
}
