package org.medchain.data;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The two hashes of a Merkle tree (DATA-11): SHA-256 of 0x00 and a leaf's canonical bytes, SHA-256
 * of 0x01 and two children. The first byte keeps an inner node from ever passing for a leaf.
 *
 * <p>Holds one digest and its buffers for a whole tree, because asking the platform for a digest
 * costs as much as hashing with it; hashes are written into arrays, not made into objects.
 */
final class MerkleHash {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Hash.sha256();
  private final Encoder leaf = new Encoder();
  private final byte[] pair = new byte[1 + 2 * Hash.SIZE];

  MerkleHash() {
    pair[0] = NODE;
  }

  /** Writes the hash of {@code value} as a leaf to 32 bytes of {@code to}. */
  void leaf(Encodable value, byte[] to, int toOffset) {
    leaf.clear().uint8(LEAF).value(value);
    leaf.updateInto(digest);
    finish(to, toOffset);
  }

  /** Writes the hash of the node over two children; {@code to} may be where a child is. */
  void node(byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] to, int toOffset) {
    System.arraycopy(left, leftOffset, pair, 1, Hash.SIZE);
    System.arraycopy(right, rightOffset, pair, 1 + Hash.SIZE, Hash.SIZE);
    digest.update(pair, 0, pair.length);
    finish(to, toOffset);
  }

  private void finish(byte[] to, int offset) {
    try {
      digest.digest(to, offset, Hash.SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256 digest", e);
    }
  }
}
