package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.identity.CredentialFiles;

/** CA-3: credentials for the invited are renewed in time, and their failure costs nothing else. */
class BootstrapCredentialsTest {
  @TempDir private Path temp;

  private Instant now = Instant.parse("2024-01-01T00:00:00Z");
  private final SecureRandom random = new SecureRandom();

  private Registrar registrar() throws Exception {
    CertificateAuthority authority =
        CertificateAuthority.create("synthetic", now, Duration.ofDays(1_000), random);
    Path data = Files.createDirectory(temp.resolve("data"));
    return new Registrar(data, authority, ValidityPeriods.DEFAULT, () -> now, random);
  }

  private static void renew(BootstrapCredentials credentials, int times) {
    for (int i = 0; i < times; i++) {
      credentials.renew();
    }
  }

  @Test
  void aFolderThatTakesNothingCostsFewCertificates() throws Exception {
    try (Registrar registrar = registrar()) {
      Path folder = temp.resolve("bootstrap");
      Files.writeString(folder, "in the way");
      var credentials =
          new BootstrapCredentials(
              folder, new LocalCertificateIssuer(registrar, () -> now, random));
      renew(credentials, 1);
      long once = registrar.issuedCount();
      assertThat(once).isPositive();
      renew(credentials, 20);
      assertThat(registrar.issuedCount()).isEqualTo(once);

      Files.delete(folder);
      now = now.plus(Duration.ofMinutes(10));
      renew(credentials, 20);
      assertThat(registrar.issuedCount()).isEqualTo(2 * once);
      assertThat(CredentialFiles.isCertified(folder)).isTrue();
      now = now.plus(Duration.ofHours(12));
      renew(credentials, 20);
      assertThat(registrar.issuedCount()).isEqualTo(3 * once);
    }
  }

  /** A timer that throws runs no more: revocations would never be ordered again. */
  @Test
  void nothingIsThrown() throws Exception {
    try (Registrar registrar = registrar()) {
      InstantSource broken =
          new InstantSource() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public long millis() {
              throw new IllegalStateException("for a test");
            }
          };
      renew(
          new BootstrapCredentials(
              temp.resolve("bootstrap"), new LocalCertificateIssuer(registrar, broken, random)),
          1);
      assertThat(registrar.issuedCount()).isZero();
    }
  }
}
