package org.medchain.consensus.pow;

/**
 * The head of a block tree: of the valid blocks the one with the most work behind it, and among
 * equals the first seen (Nakamoto 2008, §5). Work, not the number of blocks: many easy blocks must
 * not outweigh few hard ones (POW-10).
 */
final class ForkChoice {
  private BlockNode head;

  ForkChoice(BlockNode genesis) {
    head = genesis;
  }

  BlockNode head() {
    return head;
  }

  /**
   * POW-10: offers a block, in the order in which blocks are seen: equal work does not replace the
   * head.
   */
  void consider(BlockNode node) {
    if (!node.isInvalid && node.work.compareTo(head.work) > 0) {
      head = node;
    }
  }

  /** Chooses again among all blocks, given in the order in which they were seen. */
  void reconsider(Iterable<BlockNode> nodes) {
    head = nodes.iterator().next();
    nodes.forEach(this::consider);
  }
}
