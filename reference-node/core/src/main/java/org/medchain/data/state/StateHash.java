package org.medchain.data.state;

import java.security.MessageDigest;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;

/**
 * The two hashes of a {@link StateTree}: SHA-256 of 0x02, a hashed key and a hashed value; SHA-256
 * of 0x03 and two children. The first byte differs from those of a {@link MerkleTree} as well, so
 * that no node of one tree passes for a node of the other (DATA-16).
 */
final class StateHash {
  /** The hash of a subtree without keys; no input is known whose hash it is. */
  static final Hash VACANT = Hash.ZERO;

  private static final byte LEAF = 2;
  private static final byte BRANCH = 3;

  private final MessageDigest digest = Hash.sha256();
  private final byte[] input = new byte[1 + 2 * Hash.SIZE];

  Hash leaf(Hash path, Hash value) {
    return join(LEAF, path, value);
  }

  Hash branch(Hash left, Hash right) {
    return join(BRANCH, left, right);
  }

  /**
   * The root over the subtree that {@code path} leads to, given the siblings from the root down.
   */
  Hash rootOver(Hash subtree, Hash path, List<Hash> siblings) {
    Hash node = subtree;
    for (int depth = siblings.size() - 1; depth >= 0; depth--) {
      Hash sibling = siblings.get(depth);
      node = path.bit(depth) == 0 ? branch(node, sibling) : branch(sibling, node);
    }
    return node;
  }

  Hash of(Bytes content) {
    content.updateInto(digest);
    return Hash.fromArray(digest.digest(), 0);
  }

  private Hash join(byte kind, Hash first, Hash second) {
    input[0] = kind;
    first.copyTo(input, 1);
    second.copyTo(input, 1 + Hash.SIZE);
    return Hash.fromArray(digest.digest(input), 0);
  }
}
