package org.medchain.client.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.SealedText.TextKind;
import org.medchain.node.files.sealing.AgreementKey;

/** PRIV-6, PRIV-11: the names of a type, and their makers. */
class TextSealingTest {
  private static final KeyPair KEYS =
      new Ed25519().keyPair(Hash.of(Bytes.utf8("an owner")).toBytes());

  @TempDir private Path temp;

  private DeriveKey drawn(String name) throws Exception {
    ParticipantFolder folder = new ParticipantFolder(temp.resolve(name));
    folder.createFolders();
    DeriveKey.draw(folder, AgreementKey.of(KEYS));
    return DeriveKey.read(folder, AgreementKey.of(KEYS));
  }

  private static String name(DeriveKey key, String type) {
    return TextSealing.opened(key, type).sealed(TextKind.TYPE);
  }

  @Test
  void aTypeHasOneNameUntilTheKeysChange() throws Exception {
    DeriveKey before = drawn("before");
    assertThat(name(before, "imaging")).isEqualTo(name(before, "imaging"));
    assertThat(name(before, "imaging")).isNotEqualTo(name(before, "lab"));
    assertThat(name(drawn("after"), "imaging")).isNotEqualTo(name(before, "imaging"));
  }

  /** Also the formula of before: HMAC under the secret that signs. */
  @Test
  void whoHasTheKeyThatSignsMakesNoName() throws Exception {
    String name = name(drawn("owner"), "imaging");
    for (String guess : new String[] {"imaging", "medchain/type-salt/1:imaging", "imaging\n"}) {
      Bytes salt = Hash.Keyed.by(KEYS.secretKey().value()).of(Bytes.utf8(guess)).toBytes();
      assertThat(new OpenedText(salt, "imaging").sealed(TextKind.TYPE)).isNotEqualTo(name);
    }
  }
}
