package org.medchain.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * HMAC-SHA-256, cut to 16 bytes, under a key that two holders of Ed25519 keys agree on by X25519
 * (RFC 7748): the same curve in Montgomery's form, so that no further keys have to be spread.
 *
 * <p>An instance remembers the keys agreed on; it is for one thread.
 */
public final class X25519MacScheme implements MacScheme {
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
    X25519.scalarMult(X25519Keys.scalar(own.secretKey()), 0, X25519Keys.point(peer), 0, shared, 0);
    boolean inOrder = own.publicKey().compareTo(peer) < 0;
    Encoder bound = new Encoder().text("medchain/mac").raw(Bytes.of(shared));
    bound.value(inOrder ? own.publicKey() : peer).value(inOrder ? peer : own.publicKey());
    return Hash.of(bound.toBytes()).toBytes().toArray();
  }
}
