package org.medchain.node.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.bouncycastle.util.io.TeeOutputStream;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.ManifestDigestStream;
import org.medchain.node.files.piece.ManifestDigestStream.DigestedFile;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.PieceFile;
import org.medchain.node.files.piece.PieceSource;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;

/**
 * A file encrypted on its owner's disk, ready to be placed (PRIV-2): only this content leaves the
 * machine. Closing it deletes the encrypted bytes; the key is the caller's to keep.
 *
 * @param data where the encrypted bytes are
 * @param key of the file
 * @param digested its manifest, whose metadata block goes into the record, and its tree
 * @param kept whether closing it deletes nothing
 */
public record SealedFile(Path data, FileKey key, DigestedFile digested, boolean kept)
    implements AutoCloseable {
  /** Encrypts a file, under a new key, into {@code folder}; as a stream, in bounded memory. */
  static SealedFile seal(
      Path plain, Path folder, PublicKey owner, int pieceSize, SecureRandom random)
      throws IOException {
    Path data = Files.createTempFile(Files.createDirectories(folder), "sealed", "");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(plain));
        OutputStream out = Files.newOutputStream(data)) {
      FileKey key = FileKey.random(random);
      ManifestDigestStream digest = new ManifestDigestStream(pieceSize);
      FileCipher.seal(in, key, pieceSize, random, new TeeOutputStream(out, digest));
      return new SealedFile(data, key, digest.finish(owner), false);
    } catch (IOException e) {
      Files.deleteIfExists(data);
      throw e;
    }
  }

  /** One that was encrypted before and {@link #keep kept}; closing it deletes nothing. */
  static SealedFile reopen(Path data, FileKey key, PublicKey owner, int pieceSize)
      throws IOException {
    ManifestDigestStream digest = new ManifestDigestStream(pieceSize);
    Files.copy(data, digest);
    return new SealedFile(data, key, digest.finish(owner), true);
  }

  /**
   * Moves the encrypted bytes to a place where they stay until they are placed: an upload that was
   * interrupted continues with them.
   *
   * @return the file there; closing it deletes nothing
   */
  public SealedFile keep(Path target) throws IOException {
    DurableFile.adopt(data, target);
    return new SealedFile(target, key, digested, true);
  }

  public FileManifest file() {
    return digested.file();
  }

  /** Its pieces, from disk. */
  PieceSource source() {
    return index -> {
      try (FileChannel in = FileChannel.open(data, StandardOpenOption.READ)) {
        long from = (long) index * file().pieceSize();
        return PieceFile.read(in, from, file().pieceLength(index))
            .map(read -> new Piece(digested.tree().proof(index), Bytes.of(read)));
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      Files.deleteIfExists(data);
    }
  }
}
