package org.medchain.claims.records;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.node.files.sealing.CorruptFileException;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;

/** Seals documents as their owners do before anything leaves them (PRIV-2). For one thread. */
final class DocumentSealer {
  /** Bytes of a segment: the least, so that longer documents have several. */
  private static final int SEGMENT = 1024;

  private final SecureRandom random;

  /**
   * One that draws the same keys and salts for the same seed.
   *
   * @throws NoSuchAlgorithmException if the platform lacks a generator that can be seeded
   */
  DocumentSealer(long seed) throws NoSuchAlgorithmException {
    random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(seed);
  }

  /** A new key, for one file. */
  FileKey newKey() {
    return FileKey.random(random);
  }

  /** The sealed file of a document. */
  byte[] seal(Bytes document, FileKey key) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try {
      FileCipher.seal(new ByteArrayInputStream(document.toArray()), key, SEGMENT, random, sealed);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return sealed.toByteArray();
  }

  /** The document in a sealed file; empty if it is refused. */
  static Optional<Bytes> open(byte[] sealed, FileKey key) {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    try {
      FileCipher.open(new ByteArrayInputStream(sealed), key, document);
      return Optional.of(Bytes.of(document.toByteArray()));
    } catch (CorruptFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }
}
