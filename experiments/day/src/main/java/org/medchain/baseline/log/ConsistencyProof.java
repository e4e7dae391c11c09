package org.medchain.baseline.log;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;

/**
 * That a tree is another one with leaves added at its end (RFC 9162 §2.1.4).
 *
 * @param path exactly the hashes that the RFC asks for
 */
public record ConsistencyProof(int from, int to, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  private record TwoRoots(Hash older, Hash newer) {}

  /** Gives the root of the leaves from {@code begin} on, as many as {@code size}. */
  @FunctionalInterface
  private interface Subtrees {
    Hash root(int begin, int size);
  }

  private static Hash root(List<Hash> roots) {
    return MerkleTree.overSubtrees(roots).root();
  }

  /** The proof from the tree over the first {@code from} leaves to that over all. */
  public static ConsistencyProof of(List<Hash> leaves, int from) {
    List<Hash> path = new ArrayList<>();
    if (from > 0) {
      Subtrees added =
          (begin, size) -> {
            path.add(root(leaves.subList(begin, begin + size)));
            return path.getLast();
          };
      var unused = roots(0, from, leaves.size(), true, Hash.ZERO, added);
    }
    return new ConsistencyProof(from, leaves.size(), path);
  }

  /** Whether it holds for these roots. */
  public boolean proves(Hash older, Hash newer) {
    if (from == 0 || from >= to) {
      return path.isEmpty() && (from < to || (from == to && older.equals(newer)));
    }
    try {
      Iterator<Hash> rest = path.iterator();
      TwoRoots roots = roots(0, from, to, true, older, (begin, size) -> rest.next());
      return roots.equals(new TwoRoots(older, newer)) && !rest.hasNext();
    } catch (NoSuchElementException tooShort) {
      return false;
    }
  }

  /**
   * The RFC's SUBPROOF of a subtree: its root among the older leaves, and among all.
   *
   * @param known whether the older root is that of these leaves
   */
  private static TwoRoots roots(
      int begin, int from, int size, boolean known, Hash older, Subtrees path) {
    if (from == size) {
      Hash root = known ? older : path.root(begin, size);
      return new TwoRoots(root, root);
    }
    int left = Integer.highestOneBit(size - 1);
    if (from <= left) {
      TwoRoots inner = roots(begin, from, left, known, older, path);
      Hash right = path.root(begin + left, size - left);
      return new TwoRoots(inner.older, root(List.of(inner.newer, right)));
    }
    TwoRoots inner = roots(begin + left, from - left, size - left, false, older, path);
    Hash whole = path.root(begin, left);
    return new TwoRoots(root(List.of(whole, inner.older)), root(List.of(whole, inner.newer)));
  }
}
