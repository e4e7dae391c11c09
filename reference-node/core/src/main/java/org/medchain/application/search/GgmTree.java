package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * A pseudorandom function as a tree (Goldreich, Goldwasser and Micali 1986): each node's secret
 * gives the two below it, and no other. So a few nodes are a key for exactly the leaves under them,
 * which makes it a constrained function for "the first n" (Bost, Minaud and Ohrimenko 2017, Diana).
 */
final class GgmTree {
  /** Levels under the root: leaves are numbered by 32 bits. */
  static final int DEPTH = 32;

  private static final Bytes LEFT = Bytes.of(new byte[] {0});
  private static final Bytes RIGHT = Bytes.of(new byte[] {1});
  private static final Bytes ENTRY = Bytes.utf8("entry");

  private GgmTree() {}

  /** The address that belongs to a leaf. */
  static Hash address(Hash root, int number) {
    Hash node = root;
    for (int level = DEPTH - 1; level >= 0; level--) {
      node = child(Hash.Keyed.by(node), number >>> level & 1);
    }
    return addressOf(node);
  }

  /**
   * The largest subtrees that together have the leaves below {@code count}, from the left: one for
   * each bit of the count, the highest first.
   */
  static List<Hash> cover(Hash root, int count) {
    List<Hash> seeds = new ArrayList<>();
    Hash node = root;
    for (int level = DEPTH - 1; level >= 0; level--) {
      Hash.Keyed keyed = Hash.Keyed.by(node);
      boolean rightOf = (count >>> level & 1) == 1;
      if (rightOf) {
        seeds.add(child(keyed, 0));
      }
      node = child(keyed, rightOf ? 1 : 0);
    }
    return seeds;
  }

  /**
   * Passes on the addresses of the leaves from {@code from} up to, not including, {@code to}, that
   * are numbered within the subtree under {@code seed}, depth first: two codes a leaf, and one for
   * its address.
   *
   * @param level of the seed above the leaves
   */
  static void expand(Hash seed, int level, int from, int to, Consumer<Hash> taker) {
    if (from >= to) {
      return;
    }
    if (level == 0) {
      taker.accept(addressOf(seed));
      return;
    }
    int half = 1 << (level - 1);
    Hash.Keyed keyed = Hash.Keyed.by(seed);
    if (from < half) {
      expand(child(keyed, 0), level - 1, from, Math.min(to, half), taker);
    }
    if (to > half) {
      expand(child(keyed, 1), level - 1, Math.max(0, from - half), to - half, taker);
    }
  }

  private static Hash child(Hash.Keyed parent, int side) {
    return parent.of(side == 0 ? LEFT : RIGHT);
  }

  private static Hash addressOf(Hash leaf) {
    return Hash.Keyed.by(leaf).of(ENTRY);
  }
}
