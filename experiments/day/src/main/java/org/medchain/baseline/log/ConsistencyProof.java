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

  /** The proof from the tree over the first {@code from} leaves to that over all. */
  public static ConsistencyProof of(List<Hash> leaves, int from) {
    List<Hash> path = new ArrayList<>();
    if (from > 0) {
      collect(leaves, from, true, path);
    }
    return new ConsistencyProof(from, leaves.size(), path);
  }

  /** The RFC's SUBPROOF: {@code known} where the older root is that of these leaves. */
  private static void collect(List<Hash> leaves, int from, boolean known, List<Hash> path) {
    int size = leaves.size();
    if (from == size) {
      if (!known) {
        path.add(MerkleTree.overSubtrees(leaves).root());
      }
      return;
    }
    int left = Integer.highestOneBit(size - 1);
    if (from <= left) {
      collect(leaves.subList(0, left), from, known, path);
      path.add(MerkleTree.overSubtrees(leaves.subList(left, size)).root());
    } else {
      collect(leaves.subList(left, size), from - left, false, path);
      path.add(MerkleTree.overSubtrees(leaves.subList(0, left)).root());
    }
  }

  /** Whether it holds for these roots. */
  public boolean proves(Hash older, Hash newer) {
    if (from == 0 || from >= to) {
      return path.isEmpty() && (from < to || (from == to && older.equals(newer)));
    }
    try {
      Iterator<Hash> rest = path.iterator();
      return roots(from, to, true, older, rest).equals(new TwoRoots(older, newer))
          && !rest.hasNext();
    } catch (NoSuchElementException tooShort) {
      return false;
    }
  }

  private record TwoRoots(Hash older, Hash newer) {}

  /** What the proof makes of a subtree: its root among the older leaves, and among all. */
  private static TwoRoots roots(
      int from, int size, boolean known, Hash older, Iterator<Hash> path) {
    if (from == size) {
      Hash root = known ? older : path.next();
      return new TwoRoots(root, root);
    }
    int left = Integer.highestOneBit(size - 1);
    if (from <= left) {
      TwoRoots inner = roots(from, left, known, older, path);
      return new TwoRoots(inner.older, node(inner.newer, path.next()));
    }
    TwoRoots inner = roots(from - left, size - left, false, older, path);
    Hash whole = path.next();
    return new TwoRoots(node(whole, inner.older), node(whole, inner.newer));
  }

  private static Hash node(Hash left, Hash right) {
    return MerkleTree.overSubtrees(List.of(left, right)).root();
  }
}
