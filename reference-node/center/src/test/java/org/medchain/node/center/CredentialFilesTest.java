package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;

/** CA-5: keys and certificates on disk. */
@Tag("process")
class CredentialFilesTest {
  @TempDir private Path folder;

  @Test
  void anIdentityIsReadAsItWasWritten() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Identity identity = center.identity("node", PeerRole.CONSENSUS_NODE);
      Path files = folder.resolve("node").resolve("keys");
      CredentialFiles.write(files, identity);
      Identity read = CredentialFiles.read(files);
      assertThat(read.ledger()).isEqualTo(identity.ledger());
      assertThat(read.signing()).isEqualTo(identity.signing());
      assertThat(read.credentials().chain()).isEqualTo(identity.credentials().chain());
      assertThat(read.credentials().authority()).isEqualTo(center.authority.certificate());
      assertThat(read.credentials().key().getEncoded())
          .isEqualTo(identity.credentials().key().getEncoded());
      try (Stream<Path> all = Files.list(files)) {
        for (Path each : all.toList()) {
          requireSecret(each);
        }
      }
    }
  }

  private static void requireSecret(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /** A crash leaves the old file whole, and the partial file does no harm. */
  @Test
  void aCrashBetweenWritingAndRenamingChangesNothing() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Identity old = center.identity("node", PeerRole.CONSENSUS_NODE);
      Identity next = center.identity("node", PeerRole.CONSENSUS_NODE);
      Path files = folder.resolve("node");
      CredentialFiles.write(files, old);
      Path unfinished = files.resolve("tls.pem" + DurableFile.UNFINISHED);
      Files.writeString(unfinished, "-----BEGIN PRIV");
      assertThat(CredentialFiles.read(files).credentials().chain())
          .isEqualTo(old.credentials().chain());
      CredentialFiles.write(files, next);
      assertThat(CredentialFiles.read(files).credentials().chain())
          .isEqualTo(next.credentials().chain());
      assertThat(unfinished).doesNotExist();
      requireSecret(files.resolve("tls.pem"));
    }
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefused() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Path one = folder.resolve("one");
      Path other = folder.resolve("other");
      CredentialFiles.write(one, center.identity("one", PeerRole.CONSENSUS_NODE));
      CredentialFiles.write(other, center.identity("other", PeerRole.CONSENSUS_NODE));
      for (String name : List.of("ledger-key.pem", "tls.pem", "signing.pem")) {
        byte[] own = Files.readAllBytes(one.resolve(name));
        Files.write(one.resolve(name), Files.readAllBytes(other.resolve(name)));
        refused(one, "different names");
        Files.write(one.resolve(name), Bytes.utf8("nothing").toArray());
        refused(one, "there is no");
        Files.delete(one.resolve(name));
        refused(one, name + " is not there");
        Files.write(one.resolve(name), own);
      }
      assertThat(CredentialFiles.read(one).subject().name()).isEqualTo("one");
    }
  }

  private static void refused(Path files, String why) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CredentialFiles.read(files))
        .withMessageContaining(why);
  }

  @Test
  void theAuthorityIsReadAsItWasWrittenAndNeverOverwritten() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Path plain = folder.resolve("plain");
      CertificateAuthorityFiles.write(
          plain, center.authority, TestCenter.NO_PASSPHRASE, TestCenter.RANDOM);
      requireSecret(plain.resolve("authority-key.pem"));
      CertificateAuthority read =
          CertificateAuthorityFiles.read(plain, TestCenter.NO_PASSPHRASE, TestCenter.RANDOM);
      assertThat(read.id()).isEqualTo(center.authority.id());
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  CertificateAuthorityFiles.write(
                      plain, center.authority, TestCenter.NO_PASSPHRASE, TestCenter.RANDOM));
      Path locked = folder.resolve("locked");
      char[] passphrase = "correct horse".toCharArray();
      CertificateAuthorityFiles.write(locked, center.authority, passphrase, TestCenter.RANDOM);
      assertThat(Files.readString(locked.resolve("authority-key.pem")))
          .contains("ENCRYPTED PRIVATE KEY");
      assertThat(
              CertificateAuthorityFiles.read(locked, passphrase, TestCenter.RANDOM)
                  .keys()
                  .getPrivate())
          .isEqualTo(center.authority.keys().getPrivate());
      for (String wrong : List.of("", "battery staple")) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(
                () ->
                    CertificateAuthorityFiles.read(locked, wrong.toCharArray(), TestCenter.RANDOM));
      }
    }
  }

  /** PROC-1: under a passphrase, neither key opens without it; before certificates as well. */
  @Test
  void aPassphraseIsNeededForBothKeys() throws Exception {
    char[] words = "correct horse".toCharArray();
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Identity identity = center.identity("one", PeerRole.ENTITY);
      Path files = folder.resolve("encrypted");
      CredentialFiles.writeLedgerKeys(files, identity.ledger(), words, TestCenter.RANDOM);
      assertThat(CredentialFiles.hasLedgerKeys(files)).isTrue();
      assertThat(CredentialFiles.isCertified(files)).isFalse();
      assertThat(CredentialFiles.readLedgerKeys(files, words)).isEqualTo(identity.ledger());

      CredentialFiles.write(files, identity, words, TestCenter.RANDOM);
      assertThat(CredentialFiles.isCertified(files)).isTrue();
      assertThat(CredentialFiles.read(files, words).ledger()).isEqualTo(identity.ledger());
      for (String each : new String[] {"ledger-key.pem", "tls.pem"}) {
        assertThat(Files.readString(files.resolve(each)))
            .contains("BEGIN ENCRYPTED PRIVATE KEY")
            .doesNotContain("BEGIN PRIVATE KEY");
      }
      for (char[] wrong : new char[][] {new char[0], "wrong".toCharArray()}) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> CredentialFiles.read(files, wrong))
            .withMessageContaining("ledger-key.pem");
      }
    }
  }
}
