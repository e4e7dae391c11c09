package org.medchain.node.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;

/** Synthetic files and keys, the same each time. */
final class Samples {
  static final int PIECE = 1024;

  private Samples() {}

  static KeyPair keys(int number) {
    return new Ed25519()
        .keyPair(Hash.of(new Encoder().text("files").int32(number).toBytes()).toBytes());
  }

  static byte[] bytes(int length, long seed) {
    byte[] made = new byte[length];
    new Random(seed).nextBytes(made);
    return made;
  }

  static FileKey key(long seed) {
    return new FileKey(Bytes.of(bytes(FileKey.SIZE, seed)));
  }

  static byte[] sealed(byte[] plain, FileKey key, int segment) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileCipher.seal(new ByteArrayInputStream(plain), key, segment, new SecureRandom(), out);
    return out.toByteArray();
  }

  static byte[] opened(byte[] sealed, FileKey key) throws IOException {
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
  record Made(Deposit deposit, List<Piece> pieces) {
    StoredFile file() {
      return deposit.file();
    }

    Hash id() {
      return deposit.id();
    }
  }

  /** A file of so many bytes as they are stored; they need not be ciphertext. */
  static Made stored(int length, long seed, int pieceSize) {
    byte[] content = bytes(length, seed);
    PieceDigest digest = new PieceDigest(pieceSize);
    digest.write(content, 0, length);
    PieceDigest.Digested digested = digest.finish(keys(1).publicKey());
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < length; from += pieceSize) {
      Bytes part = Bytes.of(content).slice(from, Math.min(length, from + pieceSize));
      pieces.add(new Piece(digested.tree().place(pieces.size()), part));
    }
    Deposit deposit = Deposit.sign(digested.file(), Optional.empty(), keys(1));
    return new Made(deposit, pieces);
  }
}
