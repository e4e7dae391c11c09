package org.medchain.node.files.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.node.files.piece.FileManifest;

/**
 * Encrypts a file as a stream (PRIV-2, FILE-1, FILE-2; decision 0155): a header of 72 bytes, then
 * segments of AES-256-GCM. A segment of the encrypted file, header included, is as long as a piece
 * of it ({@link FileManifest#pieceSize}); memory is two segments, at any length of the file.
 *
 * <p>As in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015) the nonce is the
 * segment's number and whether it is the last, so that none comes twice and segments cannot change
 * places, go missing, or end early. The key is derived (HKDF-SHA-256, RFC 5869) from the file's key
 * and the header's random salt: even a file key that is used twice by mistake repeats no nonce
 * under one key. So is the header's commitment: no other key opens the file.
 */
public final class FileCipher {
  static final int TAG_SIZE = 16;

  private static final Bytes MAGIC = Bytes.utf8("MCF1");
  private static final int SALT_SIZE = 32;
  private static final int COMMITMENT_SIZE = 32;

  /** Magic, size of a segment, salt and commitment, in the clear. */
  static final int HEADER_SIZE = 4 + 4 + SALT_SIZE + COMMITMENT_SIZE;

  private static final int NONCE_SIZE = 12;
  private static final byte[] PURPOSE = Bytes.utf8("medchain/file/1").toArray();

  private final SecretKeySpec key;
  private final int segmentSize;
  private final byte[] header;
  private final Cipher cipher;

  /** Of the segments of one file, for one thread. */
  private FileCipher(FileKey fileKey, int segmentSize, Bytes salt) {
    FileManifest.checkPieceSize(segmentSize);
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(fileKey.value().toArray(), salt.toArray(), PURPOSE));
    byte[] derived = new byte[FileKey.SIZE + COMMITMENT_SIZE];
    hkdf.generateBytes(derived, 0, derived.length);
    this.key = new SecretKeySpec(derived, 0, FileKey.SIZE, "AES");
    this.segmentSize = segmentSize;
    this.header =
        new Encoder()
            .raw(MAGIC)
            .int32(segmentSize)
            .raw(salt)
            .raw(Bytes.of(derived).slice(FileKey.SIZE, derived.length))
            .toArray();
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks AES-GCM", e);
    }
  }

  /**
   * Encrypts all of {@code plain}; closes neither stream.
   *
   * @param segmentSize a power of two from 1 KiB to 1 MiB
   */
  public static void seal(
      InputStream plain, FileKey key, int segmentSize, SecureRandom random, OutputStream sealed)
      throws IOException {
    byte[] salt = new byte[SALT_SIZE];
    random.nextBytes(salt);
    FileCipher cipher = new FileCipher(key, segmentSize, Bytes.of(salt));
    sealed.write(cipher.header);
    PushbackInputStream in = new PushbackInputStream(plain);
    byte[] segment = new byte[segmentSize];
    boolean last = false;
    for (int index = 0; !last; index++) {
      int length = in.readNBytes(segment, 0, cipher.capacity(index));
      last = isAtEnd(in);
      sealed.write(cipher.sealed(index, last, segment, length));
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
    FileCipher cipher = opening(in.readNBytes(HEADER_SIZE), key);
    byte[] segment = new byte[cipher.segmentSize];
    boolean last = false;
    for (int index = 0; !last; index++) {
      int length = in.readNBytes(segment, 0, cipher.capacity(index) + TAG_SIZE);
      last = isAtEnd(in);
      plain.write(cipher.opened(index, last, segment, length));
    }
  }

  private static FileCipher opening(byte[] start, FileKey key) throws CorruptFileException {
    if (start.length < HEADER_SIZE) {
      throw new CorruptFileException("an encrypted file has at least " + HEADER_SIZE + " bytes");
    }
    FileCipher made;
    try {
      made =
          Decoder.decode(
              Bytes.of(start),
              in -> {
                if (!in.raw(MAGIC.size()).equals(MAGIC)) {
                  throw in.malformed("not an encrypted file: it does not begin with MCF1");
                }
                int segmentSize = in.int32();
                Bytes salt = in.raw(SALT_SIZE);
                in.leaveRest();
                return new FileCipher(key, segmentSize, salt);
              });
    } catch (MalformedInput e) {
      throw new CorruptFileException(e.getMessage());
    }
    if (!Arrays.equals(made.header, start)) { // its commitment
      throw new CorruptFileException(
          "the key does not fit this file, or its first bytes are damaged");
    }
    return made;
  }

  /** The plaintext of a segment, in bytes. */
  private int capacity(int index) {
    int whole = segmentSize - TAG_SIZE;
    return index == 0 ? whole - HEADER_SIZE : whole;
  }

  private static boolean isAtEnd(PushbackInputStream in) throws IOException {
    int next = in.read();
    if (next >= 0) {
      in.unread(next);
    }
    return next < 0;
  }

  /** Ciphertext and tag. */
  private byte[] sealed(int index, boolean last, byte[] plain, int length) {
    try {
      prepare(Cipher.ENCRYPT_MODE, index, last);
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  private byte[] opened(int index, boolean last, byte[] sealed, int length)
      throws CorruptFileException {
    if (length < TAG_SIZE) {
      throw new CorruptFileException("segment " + index + " is cut short");
    }
    try {
      prepare(Cipher.DECRYPT_MODE, index, last);
      return cipher.doFinal(sealed, 0, length);
    } catch (AEADBadTagException e) {
      throw new CorruptFileException("segment " + index + " is damaged, moved or not the end");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not decrypt", e);
    }
  }

  private void prepare(int mode, int index, boolean last) throws GeneralSecurityException {
    ByteBuffer nonce = ByteBuffer.allocate(NONCE_SIZE).order(ByteOrder.BIG_ENDIAN);
    nonce.position(NONCE_SIZE - 5).putInt(index).put((byte) (last ? 1 : 0));
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_SIZE, nonce.array()));
    cipher.updateAAD(header);
    cipher.updateAAD(nonce.array());
  }
}
