package org.medchain.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Merkle tree whose hashes are all retained (paper §3.2.1, for small volumes), in the form of RFC
 * 6962 §2.1: a node without a sibling moves up alone instead of being paired with itself, so that
 * no list with repeated leaves has the root of a shorter one (CVE-2012-2459 in Bitcoin's tree).
 *
 * <p>Takes about 64 bytes a leaf; proofs are read off without hashing (DATA-11, DATA-12).
 */
public final class MerkleTree implements MerkleProver {
  /** The root over no leaves: SHA-256 of nothing. */
  public static final Hash EMPTY_ROOT = Hash.of(Bytes.EMPTY);

  /** Level 0 holds the leaves' hashes, 32 bytes each; the last level holds the root. */
  private final List<byte[]> levels;

  private MerkleTree(List<byte[]> levels) {
    this.levels = levels;
  }

  /**
   * The tree over {@code leaves} in their order.
   *
   * @throws IllegalArgumentException if one array cannot hold the leaves' hashes, from 2^26 on; see
   *     {@link MerkleProver#over}
   */
  public static MerkleTree of(List<? extends Encodable> leaves) {
    Argument.refuseIf(
        leaves.size() > Integer.MAX_VALUE / Hash.SIZE,
        "%s leaves are too many to retain",
        leaves.size());
    MerkleHash hash = new MerkleHash();
    byte[] level = new byte[leaves.size() * Hash.SIZE];
    int end = 0;
    for (Encodable leaf : leaves) {
      hash.leaf(leaf, level, end);
      end += Hash.SIZE;
    }
    return over(level, hash);
  }

  /**
   * The upper part of a tree, over the roots of subtrees: all of the same size, a power of two, the
   * last one as large or smaller. It has the whole tree's root.
   */
  public static MerkleTree overSubtrees(List<Hash> roots) {
    byte[] level = new byte[roots.size() * Hash.SIZE];
    for (int i = 0; i < roots.size(); i++) {
      roots.get(i).copyTo(level, i * Hash.SIZE);
    }
    return over(level, new MerkleHash());
  }

  private static MerkleTree over(byte[] lowest, MerkleHash hash) {
    List<byte[]> levels = new ArrayList<>();
    byte[] level = lowest;
    levels.add(level);
    while (level.length > Hash.SIZE) {
      level = levelOver(level, hash);
      levels.add(level);
    }
    return new MerkleTree(levels);
  }

  private static byte[] levelOver(byte[] below, MerkleHash hash) {
    int pairs = below.length / (2 * Hash.SIZE);
    boolean odd = below.length % (2 * Hash.SIZE) != 0;
    byte[] level = new byte[(pairs + (odd ? 1 : 0)) * Hash.SIZE];
    for (int i = 0; i < pairs; i++) {
      int left = 2 * i * Hash.SIZE;
      hash.node(below, left, below, left + Hash.SIZE, level, i * Hash.SIZE);
    }
    if (odd) {
      System.arraycopy(below, 2 * pairs * Hash.SIZE, level, pairs * Hash.SIZE, Hash.SIZE);
    }
    return level;
  }

  /**
   * The root over {@code leaves}, nothing retained: a caller that needs only the root needs no
   * tree.
   */
  public static Hash rootOf(List<? extends Encodable> leaves) {
    MerkleAccumulator accumulator = MerkleAccumulator.forRoot();
    leaves.forEach(accumulator::append);
    return accumulator.root();
  }

  @Override
  public int count() {
    return levels.get(0).length / Hash.SIZE;
  }

  @Override
  public Hash root() {
    return count() == 0 ? EMPTY_ROOT : Hash.fromArray(levels.get(levels.size() - 1), 0);
  }

  @Override
  public InclusionProof proof(int index) {
    Objects.checkIndex(index, count());
    List<Hash> path = new ArrayList<>();
    int at = index * Hash.SIZE;
    for (byte[] level : levels) {
      int sibling = at ^ Hash.SIZE;
      if (sibling < level.length) {
        path.add(Hash.fromArray(level, sibling));
      }
      at = at / (2 * Hash.SIZE) * Hash.SIZE;
    }
    return new InclusionProof(index, count(), path);
  }
}
