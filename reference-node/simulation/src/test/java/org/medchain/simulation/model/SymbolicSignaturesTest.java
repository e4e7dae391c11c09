package org.medchain.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.simulation.TestCluster;

/** SIM-8: only the holder of a secret signs, and only signed bytes verify. */
class SymbolicSignaturesTest {
  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final KeyPair alice = scheme.keyPair(TestCluster.seed("key", 1));
  private final KeyPair mallory = scheme.keyPair(TestCluster.seed("key", 2));

  @Property(tries = 200, seed = "6")
  void whatWasSignedVerifiesAndNothingElse(
      @ForAll byte[] message, @ForAll @IntRange(max = 511) int bit, @ForAll byte[] other) {
    Bytes signed = Bytes.of(message);
    Signature signature = scheme.sign(alice.secretKey(), signed);
    assertThat(scheme.verify(alice.publicKey(), signed, signature)).isTrue();
    assertThat(scheme.sign(alice.secretKey(), signed)).isEqualTo(signature);
    assertThat(scheme.verify(alice.publicKey(), Bytes.of(other), signature))
        .isEqualTo(Bytes.of(other).equals(signed));
    assertThat(scheme.verify(mallory.publicKey(), signed, signature)).isFalse();
    Signature flipped = new Signature(flip(signature.value(), bit));
    assertThat(scheme.verify(alice.publicKey(), signed, flipped)).isFalse();
  }

  /** A signature made by any other secret is not alice's, and no secret can be read off her key. */
  @Property(tries = 200, seed = "7")
  void noOtherKeySignsForAlice(@ForAll @Size(SecretKey.SIZE) byte[] guess) {
    Bytes message = Bytes.utf8("message");
    for (Bytes secret :
        List.of(Bytes.of(guess), alice.publicKey().value(), mallory.secretKey().value())) {
      Signature forged = scheme.sign(new SecretKey(secret), message);
      assertThat(scheme.verify(alice.publicKey(), message, forged)).isFalse();
    }
  }

  @Test
  void anUnknownKeyVerifiesNothing() {
    SymbolicSignatures elsewhere = new SymbolicSignatures();
    KeyPair stranger = elsewhere.keyPair(TestCluster.seed("key", 3));
    Bytes message = Bytes.utf8("message");
    Signature signature = elsewhere.sign(stranger.secretKey(), message);
    assertThat(elsewhere.verify(stranger.publicKey(), message, signature)).isTrue();
    assertThat(scheme.verify(stranger.publicKey(), message, signature)).isFalse();
    assertThat(scheme.verify(new PublicKey(stranger.secretKey().value()), message, signature))
        .isFalse();
  }

  private static Bytes flip(Bytes value, int bit) {
    byte[] changed = value.toArray();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.of(changed);
  }
}
