package org.medchain.data;

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

  private final Map<KeyAgreementPair, Hash.Keyed> keyCache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyAgreementPair, Hash.Keyed> eldest) {
          return size() > MAX_KEYS;
        }
      };

  @Override
  public Bytes tag(KeyPair own, PublicKey peer, Bytes message) {
    KeyAgreementPair pair = new KeyAgreementPair(own.publicKey(), peer);
    Hash.Keyed keyed =
        keyCache.computeIfAbsent(pair, missing -> Hash.Keyed.by(deriveKey(own, peer)));
    return keyed.of(message).toBytes().slice(0, SIZE);
  }

  private static Hash deriveKey(KeyPair own, PublicKey peer) {
    byte[] shared = new byte[X25519.POINT_SIZE];
    X25519.scalarMult(X25519Keys.scalar(own.secretKey()), 0, X25519Keys.point(peer), 0, shared, 0);
    boolean inOrder = own.publicKey().compareTo(peer) < 0;
    Encoder bound = new Encoder().text("medchain/mac").raw(Bytes.of(shared));
    bound.value(inOrder ? own.publicKey() : peer).value(inOrder ? peer : own.publicKey());
    return Hash.of(bound.toBytes());
  }
}
