package org.medchain.node.files.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.SecureRandom;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.node.files.piece.FileManifest;

/**
 * Encrypts a file as a stream (PRIV-2, FILE-1, FILE-2; decision 0155): a header of 72 bytes, then
 * segments of AES-256-GCM. A segment of the encrypted file, header included, is as long as a piece
 * of it ({@link FileManifest#pieceSize}); memory is two segments, at any length of the file.
 */
public final class FileCipher {
  private FileCipher() {}

  /**
   * Encrypts all of {@code plain}; closes neither stream.
   *
   * @param segmentSize a power of two from 1 KiB to 1 MiB
   */
  public static void seal(
      InputStream plain, FileKey key, int segmentSize, SecureRandom random, OutputStream sealed)
      throws IOException {
    byte[] salt = new byte[FileHeader.SALT_SIZE];
    random.nextBytes(salt);
    SegmentCipher cipher = SegmentCipher.sealing(key, segmentSize, Bytes.of(salt));
    sealed.write(cipher.header());
    PushbackInputStream in = new PushbackInputStream(plain);
    byte[] segment = new byte[segmentSize];
    boolean last = false;
    for (int index = 0; !last; index++) {
      int length = in.readNBytes(segment, 0, segmentCapacity(segmentSize, index));
      last = isAtEnd(in);
      sealed.write(cipher.seal(index, last, segment, length));
    }
  }

  /**
   * Decrypts all of {@code sealed}; closes neither stream. Each segment is verified before it is
   * written; but truncation shows only at the end, so the output counts only once this returns.
   *
   * @throws CorruptFileException if the key is another's or anything was changed, moved, added or
   *     cut off
   */
  public static void open(InputStream sealed, FileKey key, OutputStream plain) throws IOException {
    PushbackInputStream in = new PushbackInputStream(sealed);
    byte[] start = in.readNBytes(FileHeader.SIZE);
    FileHeader header = header(start);
    SegmentCipher cipher = SegmentCipher.opening(key, header);
    byte[] segment = new byte[header.segmentSize()];
    boolean last = false;
    for (int index = 0; !last; index++) {
      int most = segmentCapacity(header.segmentSize(), index) + SegmentCipher.TAG_SIZE;
      int length = in.readNBytes(segment, 0, most);
      last = isAtEnd(in);
      plain.write(cipher.open(index, last, segment, 0, length));
    }
  }

  private static FileHeader header(byte[] start) throws IOException {
    if (start.length < FileHeader.SIZE) {
      throw new CorruptFileException(
          "an encrypted file has at least " + FileHeader.SIZE + " bytes");
    }
    try {
      return Decoder.decode(Bytes.of(start), FileHeader::decode);
    } catch (MalformedInput e) {
      throw new CorruptFileException(e.getMessage());
    }
  }

  /** How much plaintext a segment takes. */
  private static int segmentCapacity(int segmentSize, int index) {
    int whole = segmentSize - SegmentCipher.TAG_SIZE;
    return index == 0 ? whole - FileHeader.SIZE : whole;
  }

  private static boolean isAtEnd(PushbackInputStream in) throws IOException {
    int next = in.read();
    if (next >= 0) {
      in.unread(next);
    }
    return next < 0;
  }
}
