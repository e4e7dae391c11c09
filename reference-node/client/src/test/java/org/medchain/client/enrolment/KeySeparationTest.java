package org.medchain.client.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SecretKey;
import org.medchain.data.X25519Keys;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.transport.RefusedException;

/** PRIV-11: which code has which of a participant's keys; and a derive key is drawn. */
class KeySeparationTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.medchain.data", "org.medchain.node", "org.medchain.client");

  @TempDir private Path temp;

  /** The simple names of the classes that call a method or constructor. */
  private static Set<String> callers(Class<?> owner, String name) {
    Set<String> callers = new TreeSet<>();
    for (JavaClass each : MAIN) {
      for (JavaCodeUnitAccess<?> call : each.getCodeUnitAccessesFromSelf()) {
        if (call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name)) {
          callers.add(each.getSimpleName());
        }
      }
    }
    return callers;
  }

  /**
   * Schemes, the code that keeps it on the disk, and the one that hands it over; no code that
   * derives or decrypts.
   */
  @Test
  void theSecretOfSigningIsReadByFew() {
    assertThat(callers(SecretKey.class, "value"))
        .contains("Ed25519", "CredentialFiles")
        .isSubsetOf("Ed25519", "NativeEd25519", "X25519Keys", "CredentialFiles", "HandedOverKey");
    assertThat(callers(X25519Keys.class, "scalar"))
        .containsExactlyInAnyOrder("AgreementKey", "X25519MacScheme");
  }

  /** The code that opens a folder makes its keys; no other turns one into another. */
  @Test
  void anAgreementKeyIsMadeWhereKeysAreLoaded() {
    assertThat(callers(AgreementKey.class, "of"))
        .contains("ParticipantSession")
        .isSubsetOf(
            "AgreementKey",
            "WrappedFileKey",
            "HandedOverKey",
            "ParticipantSession",
            "IdentityEnrolment",
            "KeyReplacement");
    assertThat(callers(DeriveKey.class, "<init>")).containsExactly("DeriveKey");
  }

  private ParticipantFolder drawn(String name, AgreementKey own) throws Exception {
    ParticipantFolder folder = new ParticipantFolder(temp.resolve(name));
    folder.createFolders();
    DeriveKey.draw(folder, own);
    return folder;
  }

  private static KeyPair keys(String name) {
    return new Ed25519().keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  @Test
  void aDeriveKeyIsDrawnAndStaysTheOwners() throws Exception {
    AgreementKey own = AgreementKey.of(keys("own"));
    ParticipantFolder one = drawn("one", own);
    Bytes secret = DeriveKey.read(one, own).secret("use", "of");
    assertThat(DeriveKey.read(one, own).secret("use", "of")).isEqualTo(secret);
    assertThat(DeriveKey.read(one, own).secret("use", "other")).isNotEqualTo(secret);
    assertThat(DeriveKey.read(one, own).secret("useo", "f")).isNotEqualTo(secret);
    ParticipantFolder two = drawn("two", own);
    assertThat(DeriveKey.read(two, own).secret("use", "of"))
        .as("of the same key that signs")
        .isNotEqualTo(secret);
    AgreementKey other = AgreementKey.of(keys("other"));
    assertThatThrownBy(() -> DeriveKey.read(one, other))
        .hasMessageContaining("derive-key.json is damaged, or another identity's");
  }

  @Test
  void aLostOrDamagedOneIsNamed() throws Exception {
    AgreementKey own = AgreementKey.of(keys("own"));
    ParticipantFolder folder = drawn("one", own);
    Files.writeString(folder.deriveKey(), "{\"key\": \"00ff\"}");
    assertThatThrownBy(() -> DeriveKey.read(folder, own))
        .hasMessageContaining("derive-key.json is damaged, or another identity's");
    Files.delete(folder.deriveKey());
    assertThatThrownBy(() -> DeriveKey.read(folder, own))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("derive-key.json is missing");
  }
}
