package org.medchain.node.files.piece;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;

/** Makes manifest and tree of a file that flows by; holds one piece and 32 bytes for each. */
public final class ManifestDigestStream extends OutputStream {
  private final int pieceSize;
  private final byte[] piece;
  private final MessageDigest content = sha256();
  private final List<Hash> roots = new ArrayList<>();
  private int filled;
  private long length;

  public ManifestDigestStream(int pieceSize) {
    FileManifest.checkPieceSize(pieceSize);
    this.pieceSize = pieceSize;
    this.piece = new byte[pieceSize];
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    Objects.checkFromIndexSize(from, count, bytes.length);
    content.update(bytes, from, count);
    length += count;
    int at = from;
    while (at < from + count) {
      int part = Math.min(pieceSize - filled, from + count - at);
      System.arraycopy(bytes, at, piece, filled, part);
      filled += part;
      at += part;
      if (filled == pieceSize) {
        endPiece();
      }
    }
  }

  private void endPiece() {
    roots.add(Piece.rootOf(Bytes.of(piece).slice(0, filled)));
    filled = 0;
  }

  /** The digest of the bytes that passed; to be called once, at the end. */
  public DigestedFile finish(PublicKey owner) {
    if (filled > 0) {
      endPiece();
    }
    MerkleTree tree = MerkleTree.overSubtrees(roots);
    Hash hash = Hash.fromArray(content.digest(), 0);
    return new DigestedFile(new FileManifest(owner, pieceSize, length, tree.root(), hash), tree);
  }

  /**
   * A file that flowed by.
   *
   * @param file its manifest
   * @param tree from its pieces up
   */
  public record DigestedFile(FileManifest file, MerkleTree tree) {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks SHA-256", e);
    }
  }
}
