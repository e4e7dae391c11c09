package org.medchain.node.files.piece;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.audit.Chunk;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;

/**
 * The upper part of a file's Merkle tree, from the roots of its pieces on (FILE-3; decision 0156).
 *
 * <p>In the tree of RFC 6962 an aligned run of 2^k leaves is a subtree, and so is the rest at the
 * end. A piece is such a run of the ledger's chunks, so the pieces' roots are one level of the
 * ledger's tree, and a path from a piece's root up is the rest of the path of each of its chunks.
 */
public final class PieceMerkleTree {
  private static final int NODE = 1;

  /** Level 0 holds the pieces' roots, the last level the file's. */
  private final List<List<Hash>> levels = new ArrayList<>();

  PieceMerkleTree(List<Hash> pieceRoots) {
    List<Hash> level = List.copyOf(pieceRoots);
    levels.add(level);
    while (level.size() > 1) {
      List<Hash> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(node(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        above.add(level.get(level.size() - 1));
      }
      level = above;
      levels.add(level);
    }
  }

  /** The root of a piece: of the ledger's tree over its chunks. */
  public static Hash rootOf(Bytes piece) {
    return MerkleTree.rootOf(Chunk.of(piece));
  }

  Hash root() {
    return levels.get(levels.size() - 1).get(0);
  }

  /** The way of a piece's root up to the file's. */
  public InclusionProof inclusionProof(int index) {
    List<Hash> path = new ArrayList<>();
    int at = index;
    for (List<Hash> level : levels) {
      if ((at ^ 1) < level.size()) {
        path.add(level.get(at ^ 1));
      }
      at >>>= 1;
    }
    return new InclusionProof(index, levels.get(0).size(), path);
  }

  /** The file's root, if {@code pieceRoot} is at {@code place}. */
  static Hash fileRoot(Hash pieceRoot, InclusionProof place) {
    Hash node = pieceRoot;
    int used = 0;
    int at = place.index();
    for (int last = place.count() - 1; last > 0; last >>>= 1, at >>>= 1) {
      if ((at & 1) == 1) {
        node = node(place.path().get(used++), node);
      } else if (at < last) {
        node = node(node, place.path().get(used++));
      }
    }
    return node;
  }

  /** How many siblings the place of a piece has. */
  static int proofLength(int index, int count) {
    int siblings = 0;
    int at = index;
    for (int last = count - 1; last > 0; last >>>= 1, at >>>= 1) {
      if ((at & 1) == 1 || at < last) {
        siblings++;
      }
    }
    return siblings;
  }

  /** The largest number of siblings of a leaf in a tree of this size. */
  static int maxProofLength(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }

  private static Hash node(Hash left, Hash right) {
    return Hash.of(new Encoder().uint8(NODE).hash(left).hash(right).toBytes());
  }
}
