package org.medchain.node.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.ManifestDigestStream;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;

/** Synthetic files and keys, the same each time. */
public final class SampleFiles {
  public static final int PIECE = 1024;

  private SampleFiles() {}

  public static KeyPair keys(int number) {
    return new Ed25519()
        .keyPair(Hash.of(new Encoder().text("files").int32(number).toBytes()).toBytes());
  }

  public static byte[] bytes(int length, long seed) {
    byte[] made = new byte[length];
    new Random(seed).nextBytes(made);
    return made;
  }

  public static FileKey key(long seed) {
    return new FileKey(Bytes.of(bytes(FileKey.SIZE, seed)));
  }

  public static byte[] sealed(byte[] plain, FileKey key, int segment) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileCipher.seal(new ByteArrayInputStream(plain), key, segment, new SecureRandom(), out);
    return out.toByteArray();
  }

  public static byte[] opened(byte[] sealed, FileKey key) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileCipher.open(new ByteArrayInputStream(sealed), key, out);
    return out.toByteArray();
  }

  /**
   * A file as its owner has it.
   *
   * @param deposit signed
   * @param pieces all of them
   */
  public record SampleFile(SignedManifest deposit, List<Piece> pieces) {
    public FileManifest file() {
      return deposit.manifest();
    }

    public Hash id() {
      return deposit.id();
    }
  }

  /** A file of this number of bytes as they are stored; they need not be ciphertext. */
  public static SampleFile stored(int length, long seed, int pieceSize) {
    byte[] content = bytes(length, seed);
    ManifestDigestStream digest = new ManifestDigestStream(pieceSize);
    digest.write(content, 0, length);
    ManifestDigestStream.DigestedFile digested = digest.finish(keys(1).publicKey());
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < length; from += pieceSize) {
      Bytes part = Bytes.of(content).slice(from, Math.min(length, from + pieceSize));
      pieces.add(new Piece(digested.tree().proof(pieces.size()), part));
    }
    SignedManifest deposit = SignedManifest.sign(digested.file(), keys(1));
    return new SampleFile(deposit, pieces);
  }
}
