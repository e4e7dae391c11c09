package org.medchain.node.files.sealing;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.node.files.piece.FileManifest;

/**
 * The first bytes of an encrypted file, in the clear (FILE-2; decision 0155).
 *
 * @param segmentSize bytes of each segment of the file but the last, this header counted with the
 *     first
 * @param salt random, from which and the file's key the segments' key follows
 * @param commitment follows from the file's key and the salt too: no other key opens the file
 */
record FileHeader(int segmentSize, Bytes salt, Bytes commitment) implements Encodable {
  static final int SALT_SIZE = 32;
  static final int COMMITMENT_SIZE = 32;

  /** Length in bytes. */
  static final int SIZE = 4 + 4 + SALT_SIZE + COMMITMENT_SIZE;

  private static final Bytes MAGIC = Bytes.utf8("MCF1");

  FileHeader {
    FileManifest.checkPieceSize(segmentSize);
    if (salt.size() != SALT_SIZE || commitment.size() != COMMITMENT_SIZE) {
      throw new IllegalArgumentException("salt and commitment have 32 bytes each");
    }
  }

  static FileHeader decode(Decoder in) {
    if (!in.raw(MAGIC.size()).equals(MAGIC)) {
      throw in.malformed("not an encrypted file: it does not begin with MCF1");
    }
    return new FileHeader(in.int32(), in.raw(SALT_SIZE), in.raw(COMMITMENT_SIZE));
  }

  @Override
  public void encode(Encoder out) {
    out.raw(MAGIC).int32(segmentSize).raw(salt).raw(commitment);
  }
}
