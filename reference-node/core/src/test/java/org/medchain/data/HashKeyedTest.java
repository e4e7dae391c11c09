package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** NET-6, VER-2: the hash under a key is the platform's HMAC-SHA-256, for keys of any length. */
class HashKeyedTest {
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
}
