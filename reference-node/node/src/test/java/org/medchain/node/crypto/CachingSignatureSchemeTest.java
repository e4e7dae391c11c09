package org.medchain.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;

/**
 * CRYPTO-3: a signature that held is not checked again; one that did not is, and fills no memory.
 */
class CachingSignatureSchemeTest {
  private final CachingSignatureScheme scheme = new CachingSignatureScheme(new StrictEd25519(), 4);
  private final KeyPair keys = scheme.keyPair(Bytes.of(new byte[32]));

  private static Bytes message(int number) {
    return Bytes.utf8("message " + number);
  }

  private boolean verify(int number, int signed) {
    Signature signature = scheme.sign(keys.secretKey(), message(signed));
    return scheme.verify(keys.publicKey(), message(number), signature);
  }

  /** Two threads in one set would lose entries, or never return from it. */
  @Test
  void anotherThreadNeitherReadsNorFillsTheCache() {
    assertThat(verify(1, 1)).isTrue();
    for (int number : new int[] {1, 2, 2}) {
      assertThat(CompletableFuture.supplyAsync(() -> verify(number, number)).join()).isTrue();
    }
    assertThat(scheme.verifications()).isEqualTo(4);
    assertThat(verify(1, 1)).isTrue();
    assertThat(scheme.verifications()).isEqualTo(4);
    assertThat(verify(2, 2)).isTrue();
    assertThat(scheme.verifications()).isEqualTo(5);
  }

  @Test
  void anotherMessageUnderTheSameSignatureIsChecked() {
    assertThat(verify(1, 1)).isTrue();
    assertThat(verify(2, 1)).isFalse();
    assertThat(verify(2, 1)).isFalse();
    assertThat(scheme.verifications()).isEqualTo(3);
  }

  @Test
  void theOldestAreEvicted() {
    for (int number = 0; number < 12; number++) {
      assertThat(verify(number, number)).isTrue();
    }
    assertThat(scheme.verifications()).isEqualTo(12);
    assertThat(verify(11, 11)).isTrue();
    assertThat(verify(8, 8)).isTrue();
    assertThat(scheme.verifications()).as("of the last two generations").isEqualTo(12);
    assertThat(verify(0, 0)).isTrue();
    assertThat(scheme.verifications()).as("of an older one").isEqualTo(13);
  }
}
