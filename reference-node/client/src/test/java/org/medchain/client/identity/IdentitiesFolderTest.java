package org.medchain.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** PROC-1, PROC-2: only its owner may read an identity's folder, and names are checked. */
class IdentitiesFolderTest {
  private static final PublicKey KEY = new PublicKey(Bytes.of(new byte[32]));

  @TempDir private Path temp;

  private IdentitiesFolder identities() {
    return new IdentitiesFolder(temp.resolve("identities"));
  }

  private void make(String name, Role role) throws Exception {
    identities().named(name).write(new IdentityCard(name, role, KEY, "00000000", false));
  }

  @Test
  void aParticipantIsNamedByItsIdentityItsRoleOrItsKey() throws Exception {
    make("d1", Role.DOCTOR);
    for (String text : new String[] {"d1", "doctor:d1", "0".repeat(64)}) {
      assertThat(identities().key(text)).isEqualTo(KEY);
    }
    assertThatThrownBy(() -> identities().key("patient:d1"))
        .isInstanceOf(IOException.class)
        .hasMessage("'patient:d1': the role of d1 is doctor");
    assertThatThrownBy(() -> identities().key("d2"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no identity 'd2'");
  }

  @Test
  void aNameIsNoPath() {
    for (String name :
        new String[] {"", ".", "..", "../x", "a/b", "-a", "A", "a b", "a".repeat(33), "é"}) {
      assertThatThrownBy(() -> identities().named(name))
          .as(name)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not an identity's name");
    }
  }

  @Test
  void foldersAndFilesAreTheOwnersAlone() throws Exception {
    make("p1", Role.PATIENT);
    try (Stream<Path> all = Files.walk(identities().folder())) {
      for (Path each : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void theCardReadsBackAndADamagedOneIsNamed() throws Exception {
    make("p1", Role.PATIENT);
    ParticipantFolder folder = identities().named("p1");
    assertThat(folder.card())
        .isEqualTo(new IdentityCard("p1", Role.PATIENT, KEY, "00000000", false));
    PublicKey first = new PublicKey(Hash.MAX.toBytes());
    folder.write(folder.card().asRegistered(first));
    assertThat(folder.card().participant()).isEqualTo(first);
    assertThat(identities().key("patient:p1")).isEqualTo(first);
    assertThat(folder.card().registered()).isTrue();
    for (String text : List.of("{}", "{\"role\": \"king\"}", "x")) {
      Files.writeString(folder.folder().resolve("identity.json"), text);
      assertThatThrownBy(folder::card).hasMessageContaining("identity.json");
    }
  }

  @Test
  void oneCommandAtATime() throws Exception {
    make("p1", Role.PATIENT);
    ParticipantFolder folder = identities().named("p1");
    FileChannel first = folder.lock();
    assertThatThrownBy(folder::lock)
        .isInstanceOf(IOException.class)
        .hasMessage("another command is using the identity 'p1'");
    first.close();
    folder.lock().close();
  }
}
