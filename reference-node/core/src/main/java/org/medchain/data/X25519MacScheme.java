package org.medchain.data;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * HMAC-SHA-256, cut to 16 bytes, under a key that two holders of Ed25519 keys agree on by X25519
 * (RFC 7748): the same curve in Montgomery's form, so that no further keys have to be spread.
 *
 * <p>An instance remembers the keys agreed on; it is for one thread.
 */
public final class X25519MacScheme implements MacScheme {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** So that strangers' keys cannot fill memory. */
  private static final int MAX_KEYS = 4096;

  private record KeyAgreementPair(PublicKey own, PublicKey peer) {}

  /**
   * SHA-256 after the block that the key fills, inside and outside (RFC 2104): so a code costs the
   * message and one block more.
   */
  private record HmacState(MessageDigest inner, MessageDigest outer) {
    private static final int BLOCK = 64;

    static HmacState of(byte[] key) {
      return new HmacState(padded(key, 0x36), padded(key, 0x5C));
    }

    private static MessageDigest padded(byte[] key, int pad) {
      byte[] block = Arrays.copyOf(key, BLOCK);
      for (int i = 0; i < BLOCK; i++) {
        block[i] ^= (byte) pad;
      }
      MessageDigest digest = Hash.sha256();
      digest.update(block);
      return digest;
    }

    byte[] tag(Bytes message) {
      MessageDigest within = Hash.copyOf(inner);
      message.updateInto(within);
      return Arrays.copyOf(Hash.copyOf(outer).digest(within.digest()), SIZE);
    }
  }

  private final Map<KeyAgreementPair, HmacState> keyCache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyAgreementPair, HmacState> eldest) {
          return size() > MAX_KEYS;
        }
      };

  @Override
  public Bytes tag(KeyPair own, PublicKey peer, Bytes message) {
    KeyAgreementPair pair = new KeyAgreementPair(own.publicKey(), peer);
    HmacState keyed = keyCache.computeIfAbsent(pair, missing -> HmacState.of(deriveKey(own, peer)));
    return Bytes.wrap(keyed.tag(message));
  }

  private static byte[] deriveKey(KeyPair own, PublicKey peer) {
    byte[] shared = new byte[X25519.POINT_SIZE];
    X25519.scalarMult(scalar(own.secretKey()), 0, montgomery(peer), 0, shared, 0);
    boolean inOrder = own.publicKey().compareTo(peer) < 0;
    Encoder bound = new Encoder().text("medchain/mac").raw(Bytes.of(shared));
    bound.value(inOrder ? own.publicKey() : peer).value(inOrder ? peer : own.publicKey());
    return Hash.of(bound.toBytes()).toBytes().toArray();
  }

  /** RFC 8032 §5.1.5: the first half of the seed's hash; X25519 clamps it. */
  private static byte[] scalar(SecretKey key) {
    SHA512Digest digest = new SHA512Digest();
    digest.update(key.value().shared(), key.value().start(), SecretKey.SIZE);
    byte[] hash = new byte[64];
    digest.doFinal(hash, 0);
    return Arrays.copyOf(hash, X25519.SCALAR_SIZE);
  }

  /** RFC 7748 §4.1: u = (1 + y) / (1 − y), both little-endian; y's top bit is the sign of x. */
  private static byte[] montgomery(PublicKey key) {
    byte[] bigEndian = toBigEndian(key.value().toArray());
    bigEndian[0] &= 0x7F;
    BigInteger y = new BigInteger(1, bigEndian).mod(P);
    BigInteger denominator = BigInteger.ONE.subtract(y).mod(P);
    // y = 1 is the neutral element, which gives the same agreement with every key.
    BigInteger inverse = denominator.signum() == 0 ? BigInteger.ZERO : denominator.modInverse(P);
    BigInteger u = BigInteger.ONE.add(y).multiply(inverse).mod(P);
    byte[] made = u.toByteArray();
    byte[] padded = new byte[X25519.POINT_SIZE];
    int length = Math.min(made.length, padded.length);
    System.arraycopy(made, made.length - length, padded, padded.length - length, length);
    return toBigEndian(padded);
  }

  private static byte[] toBigEndian(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
