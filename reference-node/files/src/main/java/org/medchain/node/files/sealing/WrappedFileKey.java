package org.medchain.node.files.sealing;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;

/**
 * A file's key for one reader (PRIV-3, FILE-4; decision 0155): by HPKE in authenticated mode (RFC
 * 9180, X25519, HKDF-SHA-256, AES-256-GCM), so that only the reader opens it and knows that it is
 * from the owner. It may be stored anywhere; it reveals only its reader and its file.
 *
 * @param file id of the file
 * @param owner who wrapped the key
 * @param reader for whom
 * @param encapsulated HPKE's enc, 32 bytes
 * @param wrapped the key under the shared secret, 48 bytes
 */
public record WrappedFileKey(
    Hash file, PublicKey owner, PublicKey reader, Bytes encapsulated, Bytes wrapped)
    implements Encodable {
  public static final Codec<WrappedFileKey> CODEC =
      Codec.of(
          WrappedFileKey.class,
          Codec.HASH,
          PublicKey.CODEC,
          PublicKey.CODEC,
          Codec.raw(WrappedFileKey.ENCAPSULATED_SIZE),
          Codec.raw(WrappedFileKey.WRAPPED_SIZE));

  private static final int ENCAPSULATED_SIZE = 32;
  private static final int WRAPPED_SIZE = FileKey.SIZE + FileCipher.TAG_SIZE;

  public WrappedFileKey {
    Argument.refuseIf(
        encapsulated.size() != ENCAPSULATED_SIZE || wrapped.size() != WRAPPED_SIZE,
        "a wrapped key has 32 and 48 bytes");
  }

  /**
   * Wraps a file's key.
   *
   * @throws RefusedException if the reader's name is not a key with which one can agree on a secret
   */
  public static WrappedFileKey wrap(Hash file, FileKey key, AgreementKey owner, PublicKey reader)
      throws RefusedException {
    try {
      byte[][] made =
          hpke()
              .seal(
                  AgreementKey.of(reader),
                  context(file, owner.name(), reader),
                  new byte[0],
                  key.value().toArray(),
                  null,
                  null,
                  owner.pair());
      return new WrappedFileKey(file, owner.name(), reader, Bytes.of(made[1]), Bytes.of(made[0]));
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException e) {
      throw new RefusedException(
          "no key can be sent to " + reader.brief() + ": it is not a usable key");
    }
  }

  /**
   * Unwraps it.
   *
   * @throws RefusedException if it is not for this reader, not from that owner, or not for that
   *     file
   */
  public FileKey unwrap(AgreementKey by) throws RefusedException {
    if (!by.name().equals(reader)) {
      throw new RefusedException(
          "the grant is for " + reader.brief() + ", not " + by.name().brief());
    }
    try {
      return new FileKey(
          Bytes.of(
              hpke()
                  .open(
                      encapsulated.toArray(),
                      by.pair(),
                      context(file, owner, reader),
                      new byte[0],
                      wrapped.toArray(),
                      null,
                      null,
                      AgreementKey.of(owner))));
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException e) {
      throw new RefusedException(
          "the grant of file " + file.brief() + " was not made by " + owner.brief() + " as it is");
    }
  }

  /** HPKE's info: a grant cut off and used for another file, reader or owner does not open. */
  private static byte[] context(Hash file, PublicKey owner, PublicKey reader) {
    Encoder bound = new Encoder().text("medchain/key-grant/1");
    return bound.hash(file).value(owner).value(reader).toBytes().toArray();
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_auth, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
