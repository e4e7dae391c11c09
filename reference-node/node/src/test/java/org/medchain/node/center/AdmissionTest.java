package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;

/** CA-1, CA-7, ROLE-7, THR-3: who is let in. */
class AdmissionTest {
  private static final Revocations NONE = revoked(Set.of(), Set.of());

  @TempDir private Path folder;
  private TestCenter center;

  private static Revocations revoked(Set<BigInteger> certificates, Set<PublicKey> keys) {
    return new Revocations() {
      @Override
      public Optional<Long> ofCertificate(BigInteger serial) {
        return certificates.contains(serial) ? Optional.of(7L) : Optional.empty();
      }

      @Override
      public Optional<Long> ofKey(PublicKey key) {
        return keys.contains(key) ? Optional.of(8L) : Optional.empty();
      }
    };
  }

  @BeforeEach
  void open() throws Exception {
    center = TestCenter.in(folder.resolve("center"));
  }

  @AfterEach
  void close() throws Exception {
    center.close();
  }

  private CertifiedAdmission door(Set<PeerRole> roles) {
    return new CertifiedAdmission(center.authority.certificate(), center.clock, roles, NONE);
  }

  private CertifiedAdmission door() {
    return door(EnumSet.allOf(PeerRole.class));
  }

  private static void refused(CertifiedAdmission door, X509Certificate shown, String why) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> door.admit(List.of(shown)))
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource(PeerRole.class)
  void theDoorReadsWhatTheCenterWrote(PeerRole role) throws Exception {
    Identity identity = center.identity("Krankenhaus Süd, #3 \\ O=x", role);
    X509Certificate shown = identity.credentials().chain().get(0);
    Peer peer = door(Set.of(role)).admit(identity.credentials().chain());
    assertThat(peer)
        .isEqualTo(new Peer(identity.ledger().publicKey(), role, shown.getSerialNumber()));
    assertThat(identity.subject().name()).isEqualTo("Krankenhaus Süd, #3 \\ O=x");
    assertThat(CertificateReader.signer(identity.signing())).isEqualTo(identity.subject());
    assertThat(door().admit(List.of(shown, center.authority.certificate()))).isEqualTo(peer);
    EnumSet<PeerRole> others = EnumSet.complementOf(EnumSet.of(role));
    refused(door(others), shown, "nobody enters here as " + role);
  }

  @Test
  void onlyACertificateForConnectionsOpensTheDoor() throws Exception {
    Identity identity = center.identity("node", PeerRole.CONSENSUS_NODE);
    refused(door(), identity.signing(), "usage");
    refused(door(), center.authority.certificate(), "");
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> door().admit(List.of()));
    X509Certificate shown = identity.credentials().chain().get(0);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> door().admit(List.of(shown, identity.signing())));
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> CertificateReader.signer(shown));
  }

  @Test
  void aCertificateCountsFromItsBeginningToItsEnd() throws Exception {
    X509Certificate shown =
        center.identity("node", PeerRole.CONSENSUS_NODE).credentials().chain().get(0);
    CertifiedAdmission door = door();
    center.clock.pass(CertificateAuthority.CLOCK_SKEW.plusSeconds(1).negated());
    refused(door, shown, "begins at");
    center.clock.pass(Duration.ofSeconds(1));
    // Here the certificate has just begun.
    assertThat(door.admit(List.of(shown)).role()).isEqualTo(PeerRole.CONSENSUS_NODE);
    center.clock.pass(CertificateAuthority.CLOCK_SKEW.plus(TestCenter.VALIDITY.certificate()));
    assertThat(door.admit(List.of(shown)).role()).isEqualTo(PeerRole.CONSENSUS_NODE);
    center.clock.pass(Duration.ofSeconds(1));
    refused(door, shown, "ended at");
  }

  /** An authority of the same name is another authority. */
  @Test
  void anotherAuthorityIsAStranger() throws Exception {
    try (TestCenter other = TestCenter.in(folder.resolve("other"))) {
      X509Certificate shown =
          other.identity("node", PeerRole.CONSENSUS_NODE).credentials().chain().get(0);
      refused(door(), shown, "did not sign");
    }
    CertificateAuthority named =
        CertificateAuthority.create(
            "another", TestCenter.START, Duration.ofDays(1), TestCenter.RANDOM);
    Subject subject = new Subject(FakeLedger.node(0), PeerRole.CONSENSUS_NODE, "node");
    X509Certificate shown =
        named.issueTls(
            subject,
            TlsKey.of(TlsKey.draw(TestCenter.RANDOM).getPublic()),
            new Addresses(List.of()),
            TestCenter.START,
            Duration.ofDays(1));
    refused(door(), shown, "another authority");
  }

  /** The Java platform's own path validation, with its purposes, comes to the same. */
  @Test
  void thePlatformAcceptsTheChain() throws Exception {
    Identity identity = center.identity("node", PeerRole.CONSENSUS_NODE);
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(center.authority.certificate(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(TestCenter.START));
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    for (X509Certificate each :
        List.of(identity.credentials().chain().get(0), identity.signing())) {
      assertThat(validator.validate(factory.generateCertPath(List.of(each)), parameters))
          .isNotNull();
    }
    try (TestCenter other = TestCenter.in(folder.resolve("other"))) {
      X509Certificate foreign = other.identity("node", PeerRole.CONSENSUS_NODE).signing();
      assertThatExceptionOfType(CertPathValidatorException.class)
          .isThrownBy(
              () -> validator.validate(factory.generateCertPath(List.of(foreign)), parameters));
    }
  }

  /** Each of the two is enough. */
  @Test
  void aRevokedCertificateAndARevokedKeyAreRefused() throws Exception {
    Identity identity = center.identity("node", PeerRole.CONSENSUS_NODE);
    X509Certificate shown = identity.credentials().chain().get(0);
    X509Certificate authority = center.authority.certificate();
    Set<PeerRole> all = EnumSet.allOf(PeerRole.class);
    Revocations bySerial = revoked(Set.of(shown.getSerialNumber()), Set.of());
    refused(
        new CertifiedAdmission(authority, center.clock, all, bySerial),
        shown,
        "the certificate was revoked at height 7");
    Revocations byKey = revoked(Set.of(), Set.of(identity.ledger().publicKey()));
    refused(
        new CertifiedAdmission(authority, center.clock, all, byKey),
        shown,
        "the key was revoked at height 8");
  }

  @Test
  void whatWouldNotBeWrittenIsNoSubject() {
    for (String name : List.of("", " x", "a\nb", "x".repeat(65))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Subject(FakeLedger.node(0), PeerRole.ENTITY, name));
    }
  }
}
