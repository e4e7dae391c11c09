package org.medchain.node.files.sealing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.medchain.data.Bytes;

/**
 * AES-256-GCM over the segments of one file, as in the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway and Vizár 2015): the nonce is the segment's number and whether it is the last, so that
 * none comes twice and segments cannot change places, go missing, or end early (FILE-2).
 *
 * <p>The key is derived (HKDF-SHA-256, RFC 5869) from the file's key and the header's random salt:
 * even a file key that is used twice by mistake repeats no nonce under one key. It is for one
 * thread.
 */
final class SegmentCipher {
  static final int TAG_SIZE = 16;
  private static final int NONCE_SIZE = 12;
  private static final byte[] PURPOSE = Bytes.utf8("medchain/file/1").toArray();

  private final SecretKeySpec key;
  private final byte[] header;
  private final Bytes commitment;
  private final Cipher cipher;

  private SegmentCipher(byte[] derived, Bytes header, Bytes commitment) {
    this.key = new SecretKeySpec(derived, 0, FileKey.SIZE, "AES");
    this.header = header.toArray();
    this.commitment = commitment;
    this.cipher = aesGcm();
  }

  /** The cipher of a new file. */
  static SegmentCipher sealing(FileKey key, int segmentSize, Bytes salt) {
    byte[] derived = derive(key, salt);
    Bytes commitment = Bytes.of(Arrays.copyOfRange(derived, FileKey.SIZE, derived.length));
    Bytes header = new FileHeader(segmentSize, salt, commitment).encoded();
    return new SegmentCipher(derived, header, commitment);
  }

  /**
   * The cipher of the file that begins with {@code header}.
   *
   * @throws CorruptFileException if the key is another file's
   */
  static SegmentCipher opening(FileKey key, FileHeader header) throws CorruptFileException {
    SegmentCipher made = sealing(key, header.segmentSize(), header.salt());
    if (!made.commitment.equals(header.commitment())) {
      throw new CorruptFileException(
          "the key does not fit this file, or its first bytes are damaged");
    }
    return made;
  }

  byte[] header() {
    return header.clone();
  }

  /** Ciphertext and tag. */
  byte[] seal(int index, boolean last, byte[] plain, int length) {
    try {
      prepare(Cipher.ENCRYPT_MODE, index, last);
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  /**
   * What {@link #seal} was given.
   *
   * @throws CorruptFileException if it was not sealed under this key, header, number and flag
   */
  byte[] open(int index, boolean last, byte[] sealed, int from, int to)
      throws CorruptFileException {
    if (to - from < TAG_SIZE) {
      throw new CorruptFileException("segment " + index + " is cut short");
    }
    try {
      prepare(Cipher.DECRYPT_MODE, index, last);
      return cipher.doFinal(sealed, from, to - from);
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

  private static byte[] derive(FileKey key, Bytes salt) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(key.value().toArray(), salt.toArray(), PURPOSE));
    byte[] derived = new byte[FileKey.SIZE + FileHeader.COMMITMENT_SIZE];
    hkdf.generateBytes(derived, 0, derived.length);
    return derived;
  }

  private static Cipher aesGcm() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks AES-GCM", e);
    }
  }
}
