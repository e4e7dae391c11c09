package org.medchain.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle root by repeated iteration (paper §3.2.1, for huge volumes): leaves come one by one and
 * only the roots of the perfect subtrees so far are kept, at most one a level, so that memory is
 * logarithmic in the count (DATA-12).
 *
 * <p>It works like a binary counter: a leaf is a subtree of height 0, and two subtrees of one
 * height become one of the next. Made for an index, it also collects that leaf's siblings on the
 * way.
 */
public final class MerkleAccumulator {
  private static final int HEIGHTS = 32;

  private final MerkleHash hash = new MerkleHash();

  /**
   * At 32 × height the root of the perfect subtree of that height, where the count has that bit.
   */
  private final byte[] subtrees = new byte[HEIGHTS * Hash.SIZE];

  private final byte[] carry = new byte[Hash.SIZE];
  private final List<Hash> path = new ArrayList<>();
  private final int index;
  private int count;

  private MerkleAccumulator(int index) {
    this.index = index;
  }

  /** An accumulator only for the root. */
  public static MerkleAccumulator forRoot() {
    return new MerkleAccumulator(-1);
  }

  /** An accumulator for the root and the proof of the leaf that comes {@code index}-th, from 0. */
  public static MerkleAccumulator proving(int index) {
    Argument.refuseIf(index < 0, "a leaf's index is 0 or more, not %s", index);
    return new MerkleAccumulator(index);
  }

  /** Appends one leaf. */
  public MerkleAccumulator append(Encodable leaf) {
    if (count == Integer.MAX_VALUE) {
      throw new IllegalStateException("a tree holds at most 2^31 − 1 leaves");
    }
    hash.leaf(leaf, carry, 0);
    int height = 0;
    for (; (count >>> height & 1) == 1; height++) {
      int sibling = height * Hash.SIZE;
      // The leaf to prove is in the right half, in the left half, or not in this subtree.
      if (index >= 0 && index >>> (height + 1) == count >>> (height + 1)) {
        boolean right = (index >>> height & 1) == 1;
        path.add(right ? Hash.fromArray(subtrees, sibling) : Hash.fromArray(carry, 0));
      }
      hash.node(subtrees, sibling, carry, 0, carry, 0);
    }
    System.arraycopy(carry, 0, subtrees, height * Hash.SIZE, Hash.SIZE);
    count++;
    return this;
  }

  /** Leaves so far. */
  public int count() {
    return count;
  }

  /** The root over the leaves so far; more may follow. */
  public Hash root() {
    return fold(new ArrayList<>());
  }

  /**
   * The proof of the requested leaf, in the tree over the leaves so far.
   *
   * @throws IllegalStateException if that leaf was not added, or none was requested
   */
  public InclusionProof proof() {
    if (index < 0 || index >= count) {
      throw new IllegalStateException("leaf " + index + " is not among the " + count + " appended");
    }
    List<Hash> whole = new ArrayList<>(path);
    fold(whole);
    return new InclusionProof(index, count, whole);
  }

  /** Joins the subtrees, smallest first, and adds the siblings that the leaf to prove meets. */
  private Hash fold(List<Hash> siblings) {
    if (count == 0) {
      return MerkleTree.EMPTY_ROOT;
    }
    int height = Integer.numberOfTrailingZeros(count);
    byte[] joined = Arrays.copyOfRange(subtrees, height * Hash.SIZE, (height + 1) * Hash.SIZE);
    // The joined part covers the leaves from this one on.
    int from = count - (1 << height);
    for (height++; height < HEIGHTS; height++) {
      if ((count >>> height & 1) == 1) {
        int at = height * Hash.SIZE;
        int leftFrom = from - (1 << height);
        if (index >= from) {
          siblings.add(Hash.fromArray(subtrees, at));
        } else if (index >= leftFrom) {
          siblings.add(Hash.fromArray(joined, 0));
        }
        hash.node(subtrees, at, joined, 0, joined, 0);
        from = leftFrom;
      }
    }
    return Hash.fromArray(joined, 0);
  }
}
