package org.medchain.data;

import java.util.List;

/**
 * A proof that a leaf is the {@code index}-th of the {@code count} leaves under a Merkle root
 * (audit path of RFC 6962, §2.1.1): the siblings on the way up (DATA-13).
 *
 * <p>A root by itself does not fix how many leaves are under it: the same hashes prove leaf 1 of 2
 * and "leaf 2 of 3". So the checker needs the count as well as the root; a header holds both.
 *
 * @param index which leaf, from 0
 * @param count number of leaves in the tree
 * @param path the siblings from the leaf upwards, exactly as many as index and count demand
 */
public record InclusionProof(int index, int count, List<Hash> path) implements Encodable {
  /** Checks the ranges and the length of the path. */
  public InclusionProof {
    Argument.refuseIf(index < 0 || index >= count, "leaf %s of %s does not exist", index, count);
    path = List.copyOf(path);
    Argument.refuseIf(
        path.size() != siblings(index, count),
        "leaf %s of %s has %s siblings on its way up, not %s",
        index,
        count,
        siblings(index, count),
        path.size());
  }

  /**
   * The siblings of a leaf on its way up. On each level a node has one unless it is the last and
   * even: then it moves up alone.
   */
  public static int siblings(int index, int count) {
    int siblings = 0;
    int at = index;
    for (int last = count - 1; last > 0; last >>>= 1, at >>>= 1) {
      if ((at & 1) == 1 || at < last) {
        siblings++;
      }
    }
    return siblings;
  }

  /** Whether {@code leaf} is where this proof says, in the tree of this root and this count. */
  public boolean proves(Encodable leaf, Hash root, int leafCount) {
    return count == leafCount && rootOver(leaf).equals(root);
  }

  /** Whether {@code transaction} is where this proof says in the block of {@code header}. */
  public boolean proves(Transaction transaction, Header header) {
    return proves(transaction, header.merkleRoot(), header.transactionCount());
  }

  private Hash rootOver(Encodable leaf) {
    byte[] node = new byte[Hash.SIZE];
    new MerkleHash().leaf(leaf, node, 0);
    return rootOver(Hash.fromArray(node, 0));
  }

  /**
   * The root of the tree whose node at this place has this hash: of a leaf, or of a subtree, where
   * all leaves of this proof are subtrees of one size, the last one as large or smaller.
   */
  public Hash rootOver(Hash subtree) {
    MerkleHash hash = new MerkleHash();
    byte[] node = new byte[Hash.SIZE];
    byte[] sibling = new byte[Hash.SIZE];
    subtree.copyTo(node, 0);
    int used = 0;
    int at = index;
    for (int last = count - 1; last > 0; last >>>= 1, at >>>= 1) {
      boolean right = (at & 1) == 1;
      if (right || at < last) {
        path.get(used++).copyTo(sibling, 0);
        hash.node(right ? sibling : node, 0, right ? node : sibling, 0, node, 0);
      }
    }
    return Hash.fromArray(node, 0);
  }
}
