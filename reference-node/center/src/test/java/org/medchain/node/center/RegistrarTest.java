package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** CA-2, CA-3, CA-5, CA-6: who gets certificates, and what is remembered of it. */
class RegistrarTest {
  @TempDir private Path folder;

  private TestCenter center;

  @BeforeEach
  void open() throws Exception {
    center = TestCenter.in(folder.resolve("center"));
  }

  @AfterEach
  void close() throws Exception {
    center.close();
  }

  private void refused(CertificateSigningRequest request, String why) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> center.registrar.issue(request))
        .withMessageContaining(why);
  }

  /** CA-2. */
  @Test
  void aRequestIsTheKeysOwn() throws Exception {
    CertificateSigningRequest good = center.request("agency", PeerRole.AGENCY);
    refused(good, "not authorised");
    center.registrar.authorise(good.subject());
    assertThat(CertificateParser.peer(center.registrar.issue(good).tls()).key())
        .isEqualTo(good.subject().key());
    KeyPair thief = TestCenter.ledger("thief");
    CertificateSubject victim = good.subject();
    CertificateSigningRequest forged =
        CertificateSigningRequest.signed(
            new Ed25519(),
            center.authority.id(),
            thief,
            victim,
            Identity.generateTlsKeys(TestCenter.RANDOM).getPublic(),
            List.of(),
            center.clock.millis());
    refused(forged, "did not sign");
    CertificateSigningRequest elsewhere =
        CertificateSigningRequest.signed(
            new Ed25519(),
            Hash.ZERO,
            TestCenter.ledger("agency"),
            victim,
            Identity.generateTlsKeys(TestCenter.RANDOM).getPublic(),
            List.of(),
            center.clock.millis());
    refused(elsewhere, "did not sign");
    refused(center.request("agency", PeerRole.CONSENSUS_NODE), "another role or name");
  }

  /** CA-2: every field is under the signature. */
  @Test
  void aRequestChangedAnywhereIsRefused() throws Exception {
    CertificateSigningRequest good = center.request("agency", PeerRole.AGENCY);
    center.registrar.authorise(good.subject());
    byte[] bytes = good.encoded().toArray();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(isRefused(Bytes.of(changed))).as("byte %d", i).isTrue();
    }
    assertThat(center.registrar.issuedCount()).isZero();
  }

  private boolean isRefused(Bytes request) {
    try {
      var unused =
          center.registrar.issue(Codec.of(CertificateSigningRequest.class).decoded(request));
      return false;
    } catch (RefusedException | MalformedInput e) {
      return true;
    }
  }

  /** CA-2. */
  @Test
  void aRequestOfAnotherTimeIsRefused() throws Exception {
    CertificateSigningRequest good = center.request("agency", PeerRole.AGENCY);
    center.registrar.authorise(good.subject());
    center.clock.pass(Registrar.REQUEST_WINDOW);
    assertThat(center.registrar.issue(good)).isNotNull();
    center.clock.pass(Duration.ofMillis(1));
    refused(good, "clocks");
    CertificateSigningRequest early = center.request("agency", PeerRole.AGENCY);
    center.clock.pass(Registrar.REQUEST_WINDOW.plusMillis(1).negated());
    refused(early, "clocks");
  }

  /** CA-3: once, in time, for the role and name that it was made for. */
  @Test
  void anInvitationEnrolsOneKeyOnce() throws Exception {
    Invitation invitation = center.registrar.invite(PeerRole.ENTITY, "clinic");
    CertificateSigningRequest wrong = center.request("clinic", PeerRole.AGENCY);
    CertificateSigningRequest good = center.request("clinic", PeerRole.ENTITY);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> center.registrar.redeem(invitation, wrong));
    center = center.again();
    assertThat(center.registrar.redeem(invitation, good)).isNotNull();
    center = center.again();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> center.registrar.redeem(invitation, good));
    // From now on the key asks by itself.
    assertThat(center.registrar.issue(good)).isNotNull();
    Invitation late = center.registrar.invite(PeerRole.ENTITY, "clinic");
    center.clock.pass(TestCenter.VALIDITY.invitation());
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> center.registrar.redeem(late, center.request("clinic", PeerRole.ENTITY)));
    assertThat(late.toString()).doesNotContain(late.secret().toHex());
  }

  /** CA-3: the certificate with an invitation is a light client's and cannot be renewed. */
  @Test
  void aBootstrapIdentityEndsWithTheInvitation() throws Exception {
    Identity identity = center.issuing.bootstrap();
    assertThat(identity.subject().role()).isEqualTo(PeerRole.LIGHT_CLIENT);
    assertThat(identity.credentials().chain().get(0).getNotAfter().toInstant())
        .isEqualTo(TestCenter.START.plus(TestCenter.VALIDITY.invitation()));
    assertThat(center.registrar.authorised(identity.ledger().publicKey())).isEmpty();
  }

  /** CA-3: no key fills the register. */
  @Test
  void aKeyHasSoManyCertificatesAtATime() throws Exception {
    CertificateSigningRequest request = center.request("agency", PeerRole.AGENCY);
    center.registrar.authorise(request.subject());
    for (int i = 0; i < Registrar.MAX_VALID_CERTIFICATES / 2; i++) {
      assertThat(center.registrar.issue(request)).isNotNull();
    }
    refused(request, "certificates that count");
  }

  /** CA-6: lists count up over restarts, repeat what was not confirmed, and hold everything. */
  @Test
  void crlsCarryUnconfirmedRevocations() throws Exception {
    Identity first = center.identity("first", PeerRole.AGENCY);
    Identity second = center.identity("second", PeerRole.AGENCY);
    assertThat(center.registrar.nextCrl()).isEmpty();
    center.registrar.revokeKey(first.ledger().publicKey(), RevocationReason.KEY_COMPROMISE);
    RevokeCertificates one = center.registrar.nextCrl().orElseThrow();
    assertThat(one.number()).isEqualTo(1);
    assertThat(one.entries()).hasSize(2).allMatch(entry -> entry.keyRevoked());
    center = center.again();
    center.registrar.revokeKey(second.ledger().publicKey(), RevocationReason.UNSPECIFIED);
    RevokeCertificates two = center.registrar.nextCrl().orElseThrow();
    assertThat(two.number()).isEqualTo(2);
    assertThat(two.entries()).hasSize(4).containsAll(one.entries());
    assertThat(center.registrar.nextCrl()).as("no news").contains(two);
    center.registrar.confirmCrl(2);
    assertThat(center.registrar.nextCrl()).isEmpty();
    center = center.again();
    assertThat(center.registrar.nextCrl()).isEmpty();
    refused(center.request("first", PeerRole.AGENCY), "revoked");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                center.registrar.revokeKey(
                    first.ledger().publicKey(), RevocationReason.UNSPECIFIED));
    requireListOnDisk(two, first);
  }

  private void requireListOnDisk(RevokeCertificates operation, Identity revoked) throws Exception {
    Path file = center.folder.resolve("revocations.crl");
    assertThat(Hash.of(Bytes.of(Files.readAllBytes(file)))).isEqualTo(operation.list());
    try (var in = Files.newInputStream(file)) {
      X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      list.verify(center.authority.certificate().getPublicKey());
      assertThat(list.getRevokedCertificates()).hasSize(4);
      assertThat(list.isRevoked(revoked.signing())).isTrue();
      assertThat(list.isRevoked(center.authority.certificate())).isFalse();
    }
  }

  /** CA-4, CA-13: the old certificates are in a list an overlap after the new one was shown. */
  @Test
  void aRenewedCertificateIsSupersededLater() throws Exception {
    Identity old = center.identity("agency", PeerRole.AGENCY);
    center.clock.pass(Duration.ofDays(2));
    var fresh = center.registrar.issue(center.request("agency", PeerRole.AGENCY));
    center.clock.pass(TestCenter.VALIDITY.overlap());
    assertThat(center.registrar.nextCrl()).as("nothing replaces it yet").isEmpty();
    center.registrar.shown(fresh.tls().getSerialNumber(), false);
    assertThat(center.registrar.nextCrl()).isEmpty();
    center = center.again();
    center.clock.pass(TestCenter.VALIDITY.overlap());
    RevokeCertificates list = center.registrar.nextCrl().orElseThrow();
    assertThat(new TreeSet<>(list.entries().stream().map(entry -> entry.serial()).toList()))
        .isEqualTo(
            new TreeSet<>(
                List.of(
                    old.signing().getSerialNumber(),
                    old.credentials().chain().get(0).getSerialNumber())));
    assertThat(list.entries())
        .allMatch(entry -> entry.reason() == RevocationReason.SUPERSEDED && !entry.keyRevoked());
  }

  /** CA-6: a key revoked while a list with its superseded certificates is on its way is told. */
  @Test
  void pendingCrlDoesNotHideLaterRevocations() throws Exception {
    Identity old = center.identity("agency", PeerRole.AGENCY);
    Identity next = center.identity("agency", PeerRole.AGENCY);
    center.registrar.shown(next.credentials().chain().get(0).getSerialNumber(), false);
    center.clock.pass(TestCenter.VALIDITY.overlap());
    RevokeCertificates one = center.registrar.nextCrl().orElseThrow();
    assertThat(one.entries()).hasSize(2).noneMatch(entry -> entry.keyRevoked());
    center.registrar.revokeKey(old.ledger().publicKey(), RevocationReason.KEY_COMPROMISE);
    center.registrar.confirmCrl(one.number());
    assertThat(center.registrar.nextCrl().orElseThrow().entries())
        .hasSize(2)
        .allMatch(entry -> entry.keyRevoked());
  }

  /** CA-5: nothing that was acknowledged is dropped silently. */
  @Test
  void aDamagedRegisterIsRefused() throws Exception {
    center.identity("first", PeerRole.AGENCY);
    center.close();
    Path file = center.folder.resolve(DurableRegister.NAME);
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[50] ^= 0x10;
    Files.write(file, damaged);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DurableRegister.open(FolderVolume.at(center.folder), each -> {}))
        .withMessageContaining("restore it from a copy: nothing is issued");
    Files.write(file, whole);
    center = center.again();
  }
}
