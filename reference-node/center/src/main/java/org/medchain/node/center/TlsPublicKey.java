package org.medchain.node.center;

import java.io.IOException;
import java.security.PublicKey;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;

/**
 * The public key of connections: on the curve P-256, which every TLS library takes (decision 0150).
 *
 * @param encoding SubjectPublicKeyInfo in DER, point not compressed
 */
record TlsPublicKey(Bytes encoding) implements Encodable {
  static final Codec<TlsPublicKey> CODEC =
      Codec.of(TlsPublicKey.class, Codec.raw(TlsPublicKey.SIZE));

  /** SubjectPublicKeyInfo of id-ecPublicKey and secp256r1 up to the point (RFC 5480 §2). */
  private static final Bytes HEAD =
      Bytes.fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  private static final int SIZE = 91;

  /** Refuses other algorithms and curves, other forms, and points that are not on the curve. */
  TlsPublicKey {
    if (encoding.size() != SIZE || !encoding.slice(0, HEAD.size()).equals(HEAD)) {
      throw new MalformedInput("a TLS key is one of P-256, its point not compressed");
    }
    try {
      var unused = PublicKeyFactory.createKey(encoding.toArray());
    } catch (IOException | RuntimeException e) {
      throw new MalformedInput("a TLS key is not a point of P-256", e);
    }
  }

  static TlsPublicKey of(PublicKey key) {
    return new TlsPublicKey(Bytes.of(key.getEncoded()));
  }
}
