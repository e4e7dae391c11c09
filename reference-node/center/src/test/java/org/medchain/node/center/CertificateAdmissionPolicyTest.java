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
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** CA-1, CA-7, ROLE-7, THR-3: admission. */
class CertificateAdmissionPolicyTest {
  private static final RevocationLookup NONE = revoked(Set.of(), Set.of());

  @TempDir private Path folder;
  private TestCenter center;

  private static RevocationLookup revoked(Set<BigInteger> certificates, Set<PublicKey> keys) {
    return peer ->
        certificates.contains(peer.serial()) || keys.contains(peer.key())
            ? Optional.of("revoked for a test")
            : Optional.empty();
  }

  @BeforeEach
  void open() throws Exception {
    center = TestCenter.in(folder.resolve("center"));
  }

  @AfterEach
  void close() throws Exception {
    center.close();
  }

  private CertificateAdmissionPolicy admissionPolicy(Set<PeerRole> roles) {
    return new CertificateAdmissionPolicy(
        center.authority.certificate(), center.clock, roles, NONE);
  }

  private CertificateAdmissionPolicy admissionPolicy() {
    return admissionPolicy(EnumSet.allOf(PeerRole.class));
  }

  private static void refused(CertificateAdmissionPolicy door, X509Certificate shown, String why) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> door.admit(List.of(shown)))
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource(PeerRole.class)
  void issuedCertificateIsAdmitted(PeerRole role) throws Exception {
    Identity identity = center.identity("Krankenhaus Süd, #3 \\ O=x", role);
    X509Certificate shown = identity.credentials().chain().get(0);
    Peer peer = admissionPolicy(Set.of(role)).admit(identity.credentials().chain());
    assertThat(peer)
        .isEqualTo(new Peer(identity.ledger().publicKey(), role, shown.getSerialNumber()));
    assertThat(identity.subject().name()).isEqualTo("Krankenhaus Süd, #3 \\ O=x");
    assertThat(CertificateParser.signer(identity.signing())).isEqualTo(identity.subject());
    assertThat(admissionPolicy().admit(List.of(shown, center.authority.certificate())))
        .isEqualTo(peer);
    EnumSet<PeerRole> others = EnumSet.complementOf(EnumSet.of(role));
    refused(admissionPolicy(others), shown, "no peer is admitted here as " + role);
  }

  @Test
  void onlyTlsCertificatesAreAdmitted() throws Exception {
    Identity identity = center.identity("node", PeerRole.CONSENSUS_NODE);
    refused(admissionPolicy(), identity.signing(), "usage");
    refused(admissionPolicy(), center.authority.certificate(), "");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> admissionPolicy().admit(List.of()));
    X509Certificate shown = identity.credentials().chain().get(0);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> admissionPolicy().admit(List.of(shown, identity.signing())));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> CertificateParser.signer(shown));
  }

  @Test
  void aCertificateCountsFromItsBeginningToItsEnd() throws Exception {
    X509Certificate shown =
        center.identity("node", PeerRole.CONSENSUS_NODE).credentials().chain().get(0);
    CertificateAdmissionPolicy door = admissionPolicy();
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
  void foreignAuthorityIsRefused() throws Exception {
    try (TestCenter other = TestCenter.in(folder.resolve("other"))) {
      X509Certificate shown =
          other.identity("node", PeerRole.CONSENSUS_NODE).credentials().chain().get(0);
      refused(admissionPolicy(), shown, "did not sign");
    }
    CertificateAuthority named =
        CertificateAuthority.create(
            "another", TestCenter.START, Duration.ofDays(1), TestCenter.RANDOM);
    CertificateSubject subject =
        new CertificateSubject(ImmediateLedger.node(0), PeerRole.CONSENSUS_NODE, "node");
    X509Certificate shown =
        named.issueTls(
            subject,
            TlsPublicKey.of(Identity.generateTlsKeys(TestCenter.RANDOM).getPublic()),
            new SubjectAlternativeNames(List.of()),
            TestCenter.START,
            Duration.ofDays(1));
    refused(admissionPolicy(), shown, "another authority");
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

  @Test
  void whatWouldNotBeWrittenIsNoSubject() {
    for (String name : List.of("", " x", "a\nb", "x".repeat(65))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CertificateSubject(ImmediateLedger.node(0), PeerRole.ENTITY, name));
    }
  }
}
