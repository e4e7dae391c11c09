package org.medchain.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** CRYPTO-2: the memory of signers' keys. */
class KeyCacheTest {
  private static final int MOST = 16_385;

  private static PublicKey key(int number) {
    return new PublicKey(new Encoder().int64(number).raw(Bytes.of(new byte[24])).toBytes());
  }

  @SuppressWarnings("unchecked")
  private static Map<PublicKey, Object> remembered(SignatureScheme scheme, String name)
      throws Exception {
    Field field = scheme.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return (Map<PublicKey, Object>) field.get(scheme);
  }

  /** Most of the keys are put there, since each costs as much as a signature. */
  private static void flood(SignatureScheme scheme, String name, Object nothing) throws Exception {
    Map<PublicKey, Object> keys = remembered(scheme, name);
    for (int i = 0; i < MOST - 5; i++) {
      keys.put(key(1_000 + i), nothing);
    }
    Signature signature = new Signature(Bytes.of(new byte[64]));
    int most = 0;
    for (int i = 2; i < 22; i++) {
      assertThat(scheme.verify(key(i), Bytes.EMPTY, signature)).isFalse();
      most = Math.max(most, keys.size());
    }
    assertThat(most).isEqualTo(MOST);
    assertThat(keys).hasSizeLessThan(20);
  }

  @Test
  void keysOfStrangersFillNoMemory() throws Exception {
    flood(new StrictEd25519(), "acceptedKeys", false);
    if (NativeEd25519.orPortable() instanceof NativeEd25519 library) {
      flood(library, "publicKeys", Optional.empty());
    }
  }
}
