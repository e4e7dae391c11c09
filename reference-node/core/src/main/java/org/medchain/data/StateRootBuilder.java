package org.medchain.data;

import java.util.Optional;

/**
 * The root of a {@link StateTree} from its leaves in the order of their paths, without the tree:
 * only the finished left subtrees on the way to the last leaf are kept, 256 hashes at most.
 */
final class StateRootBuilder {
  private static final int DEPTHS = 8 * Hash.SIZE;

  private final StateHash hasher = new StateHash();

  /**
   * By depth: the finished left child of the branch there, if the last leaf is in the right one.
   */
  private final Hash[] finished = new Hash[DEPTHS];

  private Optional<Hash> path = Optional.empty();

  /** The largest finished subtree with the last leaf as its rightmost one. */
  private Hash subtree = StateHash.VACANT;

  /** A leaf alone stands for every subtree that has no other. */
  private boolean isLeaf;

  /** Adds the leaf behind all others. */
  void add(StateNode.StateLeaf leaf) {
    if (path.isPresent()) {
      int fork = fork(path.get(), leaf.path());
      raise(fork, path.get());
      finished[fork] = subtree;
    }
    path = Optional.of(leaf.path());
    subtree = leaf.hash(hasher);
    isLeaf = true;
  }

  /** The root over all leaves. */
  Hash root() {
    path.ifPresent(last -> raise(-1, last));
    return subtree;
  }

  /** Completes the subtree up to the child of the branch at {@code depth}. */
  private void raise(int depth, Hash last) {
    for (int level = DEPTHS - 1; level > depth; level--) {
      Hash left = finished[level];
      if (left != null) {
        subtree = hasher.branch(left, subtree);
        finished[level] = null;
        isLeaf = false;
      } else if (!isLeaf) {
        subtree =
            last.bit(level) == 0
                ? hasher.branch(subtree, StateHash.VACANT)
                : hasher.branch(StateHash.VACANT, subtree);
      }
    }
  }

  /** The first bit in which two paths differ. */
  private static int fork(Hash one, Hash two) {
    int bit = 0;
    while (one.bit(bit) == two.bit(bit)) {
      bit++;
    }
    return bit;
  }
}
