package org.medchain.node.files.holder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.PieceFile;
import org.medchain.node.files.piece.SignedManifest;

/** A file that is held, wholly or in part; guarded by the store's lock. */
final class HeldFile {
  final SignedManifest deposit;
  final PieceFile pieces;

  /** Whether all pieces are here, durably. */
  boolean complete;

  HeldFile(SignedManifest deposit, PieceFile pieces) {
    this.deposit = deposit;
    this.pieces = pieces;
  }

  FileManifest file() {
    return deposit.manifest();
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException with the reason if the disk fails, or the bytes are not what the owner of
   *     this file signed: one that decodes with a flipped bit is another file's
   */
  static SignedManifest readManifest(Path path, Hash id) throws IOException {
    SignedManifest read;
    try {
      read = Decoder.decode(Bytes.of(Files.readAllBytes(path)), SignedManifest.CODEC::decode);
    } catch (MalformedInput e) {
      throw new IOException(e.getMessage(), e);
    }
    if (!read.id().equals(id) || !read.hasValidSignature()) {
      throw new IOException("it is not what the owner of the file signed");
    }
    return read;
  }
}
