package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** NET-6, VER-2: the platform's HMAC-SHA-256, under keys of any length and of X25519. */
class MacSchemeTest {
  @Property(seed = "11", tries = 500)
  void itIsThePlatformsCode(
      @ForAll @Size(min = 1, max = 150) byte[] key, @ForAll @Size(max = 200) byte[] message)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    Hash.Keyed keyed = Hash.Keyed.by(Bytes.of(key));
    Bytes code = Bytes.of(mac.doFinal(message));
    assertThat(keyed.of(Bytes.of(message)).toBytes()).isEqualTo(code);
    assertThat(keyed.of(Bytes.of(message)).toBytes()).as("and again").isEqualTo(code);
  }

  @Property(seed = "12", tries = 50)
  void aHashIsAKeyLikeItsBytes(@ForAll long word, @ForAll byte[] message) {
    Hash key = new Hash(word, 1, 2, 3);
    assertThat(Hash.Keyed.by(key).of(Bytes.of(message)))
        .isEqualTo(Hash.Keyed.by(key.toBytes()).of(Bytes.of(message)));
  }

  private static KeyPair keys(int number) {
    byte[] seed = new byte[SecretKey.SIZE];
    seed[0] = (byte) number;
    return new Ed25519().keyPair(Bytes.of(seed));
  }

  @Property(tries = 200)
  void bothEndsMakeTheCodeThatThePlatformMakes(
      @ForAll byte ownNumber, @ForAll byte peerNumber, @ForAll @Size(max = 300) byte[] message)
      throws GeneralSecurityException {
    KeyPair own = keys(ownNumber);
    KeyPair peer = keys(peerNumber);
    Bytes content = Bytes.of(message);
    Bytes tag = new X25519MacScheme().tag(own, peer.publicKey(), content);
    assertThat(new X25519MacScheme().tag(peer, own.publicKey(), content)).isEqualTo(tag);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(agreed(own, peer), "HmacSHA256"));
    assertThat(tag.toArray()).isEqualTo(Arrays.copyOf(mac.doFinal(message), MacScheme.SIZE));
  }

  /** By the secret keys of both, instead of one secret and one public key. */
  private static byte[] agreed(KeyPair own, KeyPair peer) {
    byte[] point = new byte[X25519.POINT_SIZE];
    X25519.generatePublicKey(scalar(peer), 0, point, 0);
    byte[] shared = new byte[X25519.POINT_SIZE];
    X25519.scalarMult(scalar(own), 0, point, 0, shared, 0);
    boolean inOrder = own.publicKey().compareTo(peer.publicKey()) < 0;
    Encoder bound = new Encoder().text("medchain/mac").raw(Bytes.of(shared));
    bound.value((inOrder ? own : peer).publicKey()).value((inOrder ? peer : own).publicKey());
    return Hash.of(bound.toBytes()).toBytes().toArray();
  }

  private static byte[] scalar(KeyPair keys) {
    try {
      byte[] hash =
          java.security.MessageDigest.getInstance("SHA-512")
              .digest(keys.secretKey().value().toArray());
      return Arrays.copyOf(hash, X25519.SCALAR_SIZE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
