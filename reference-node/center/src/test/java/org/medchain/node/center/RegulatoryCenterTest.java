package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.center.EnrollmentClient.Enrollment;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** ROLE-1, ROLE-2, CA-3, CA-6, CA-8: the center and the ledger together. */
class RegulatoryCenterTest {
  private static final Operation BALANCE = new AskBalance();

  @TempDir private Path folder;
  private final ImmediateLedger ledger = new ImmediateLedger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestCenter files;
  private RegulatoryCenter center;

  @BeforeEach
  void open() throws Exception {
    files = TestCenter.in(folder.resolve("center"));
    center =
        new RegulatoryCenter(files.registrar, ledger, files.keys(TestCenter.NO_PASSPHRASE), meters);
    files.registrar.authorise(
        new CertificateSubject(
            ImmediateLedger.key("asker"), PeerRole.REGULATORY_CENTER, "operator"));
  }

  @AfterEach
  void close() throws Exception {
    files.close();
  }

  /** Calls the services as a connection of this role would. */
  private RpcClient asker(PeerRole role) {
    return new RpcClient() {
      @Override
      public List<Peer> peers() {
        return List.of(
            new Peer(
                ImmediateLedger.CENTER.publicKey(), PeerRole.REGULATORY_CENTER, BigInteger.ONE));
      }

      @Override
      public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
        RpcService service =
            center.services().stream()
                .filter(each -> each.method().equals(topic))
                .findFirst()
                .orElseThrow();
        try {
          Peer asker = new Peer(ImmediateLedger.key("asker"), role, BigInteger.TWO);
          if (files.registrar.refusal(asker).isPresent()
              || AdmissionTable.refusal(asker, topic).isPresent()) {
            throw new RefusedException("not for you");
          }
          return CompletableFuture.completedFuture(service.handle(asker, question));
        } catch (RefusedException e) {
          return CompletableFuture.failedFuture(e);
        }
      }
    };
  }

  private CenterClient client() {
    return new CenterClient(asker(PeerRole.REGULATORY_CENTER), ImmediateLedger.CENTER.publicKey());
  }

  private EnrollmentClient enrolling(PeerRole role) {
    return new EnrollmentClient(
        asker(role), files.authority.certificate(), files.clock, TestCenter.RANDOM);
  }

  private static Identity enrolled(RegulatoryCenterTest test, KeyPair keys) throws Exception {
    Invitation invitation =
        test.client().invite(new CenterRequest.InvitationRequest(PeerRole.ENTITY, "it")).join();
    return test.enrolling(PeerRole.LIGHT_CLIENT)
        .enroll(keys, enrollment(PeerRole.ENTITY, "it", invitation))
        .join();
  }

  /** CA-12, REG-6: the new key's holder has proved to have it; the old one's certificates end. */
  @Test
  void aProvedKeyReplacesAnother() throws Exception {
    KeyPair old = TestCenter.ledger("old");
    KeyPair next = TestCenter.ledger("next");
    Identity before = enrolled(this, old);
    CertificateSubject subject = before.subject();
    var register = authorise(subject, Role.PATIENT);
    assertThat(outcomes(client().execute(register).join())).containsExactly(Outcome.OK);
    var order =
        new CenterRequest.ReplaceKeyRequest(
            old.publicKey(), next.publicKey(), RevocationReason.SUPERSEDED);
    assertThatThrownBy(() -> client().execute(order).join())
        .hasMessageContaining("has no certificate");
    assertThat(Registration.isRevoked(ledger.contract.state(), old.publicKey())).isFalse();
    assertThat(enrolled(this, next).subject().key()).isEqualTo(next.publicKey());
    assertThat(outcomes(client().execute(order).join())).containsExactly(Outcome.OK, Outcome.OK);
    assertThat(KeyNames.name(ledger.contract.state(), next.publicKey())).isEqualTo(old.publicKey());
    assertThat(files.registrar.isCertified(old.publicKey())).isFalse();
    assertThat(outcomes(client().execute(order).join()))
        .containsExactly(Outcome.ALREADY_REGISTERED);
  }

  private static Enrollment enrollment(PeerRole role, String name, Invitation... invitations) {
    return new Enrollment(
        role, name, List.of("localhost"), Stream.of(invitations).findFirst(), false);
  }

  static CenterRequest.RevokeKeyRequest compromised(PublicKey key, PublicKey... next) {
    return new CenterRequest.RevokeKeyRequest(
        key, RevocationReason.KEY_COMPROMISE, Stream.of(next).findFirst());
  }

  private static CenterRequest authorise(CertificateSubject subject, Role role) {
    Participant participant = new Participant(subject.key(), role);
    return new CenterRequest.AuthoriseKeyRequest(subject, Optional.of(participant));
  }

  private static List<Outcome> outcomes(List<Receipt> receipts) {
    return receipts.stream().map(Outcome::of).toList();
  }

  /** ROLE-1: an agency is registered, and then gets its certificates by itself. */
  @Test
  void anAgencyIsAuthorised() throws Exception {
    KeyPair agency = TestCenter.ledger("agency");
    CertificateSubject subject =
        new CertificateSubject(agency.publicKey(), PeerRole.AGENCY, "agency");
    assertThat(outcomes(client().execute(authorise(subject, Role.HOSPITAL)).join()))
        .containsExactly(Outcome.OK);
    assertThat(Registration.role(ledger.contract.state(), agency.publicKey()))
        .contains(Role.HOSPITAL);
    Identity identity =
        enrolling(PeerRole.LIGHT_CLIENT)
            .enroll(agency, enrollment(PeerRole.AGENCY, "agency"))
            .join();
    assertThat(identity.subject()).isEqualTo(subject);
    Identity renewed =
        enrolling(PeerRole.AGENCY)
            .renew(identity, Identity.generateTlsKeys(TestCenter.RANDOM))
            .join();
    assertThat(renewed.subject()).isEqualTo(subject);
    assertThat(renewed.credentials().key()).isNotEqualTo(identity.credentials().key());
    assertThat(meters.counter("medchain.center.enrolled").count()).isEqualTo(2);
    // Ordered again, it does no harm; another role on the ledger does.
    assertThat(outcomes(client().execute(authorise(subject, Role.HOSPITAL)).join()))
        .containsExactly(Outcome.ALREADY_REGISTERED);
  }

  /** CA-3. */
  @Test
  void anInvitedProcessEnrolsItself() throws Exception {
    Invitation invitation =
        client().invite(new CenterRequest.InvitationRequest(PeerRole.ENTITY, "clinic")).join();
    KeyPair own = Identity.generateLedgerKeys(TestCenter.RANDOM);
    EnrollmentClient enrolling = enrolling(PeerRole.LIGHT_CLIENT);
    Identity identity =
        enrolling.enroll(own, enrollment(PeerRole.ENTITY, "clinic", invitation)).join();
    assertThat(identity.subject().key()).isEqualTo(own.publicKey());
    assertThatThrownBy(() -> enrolling.enroll(own, enrollment(PeerRole.AGENCY, "clinic")).join())
        .hasMessageContaining("another role");
    assertThat(meters.counter("medchain.center.refused").count()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                enrolling
                    .asker()
                    .call(
                        ImmediateLedger.CENTER.publicKey(),
                        CallKind.ENROLL.method(),
                        Bytes.utf8("hello"))
                    .join())
        .hasMessageContaining("a malformed question about enroll");
  }

  /** CA-3: a client believes its own authority, and only about its own key. */
  @Test
  void impostorCenterIsDetected() throws Exception {
    try (TestCenter other = TestCenter.in(folder.resolve("other"))) {
      EnrollmentClient deceived =
          new EnrollmentClient(
              asker(PeerRole.ENTITY),
              other.authority.certificate(),
              files.clock,
              TestCenter.RANDOM);
      assertThatThrownBy(
              () ->
                  deceived.enroll(TestCenter.ledger("x"), enrollment(PeerRole.ENTITY, "x")).join())
          .hasMessageContaining("did not sign");
    }
  }

  /** ROLE-1: only a process with the center's own name drives it. */
  @Test
  void onlyTheOperatorControlsTheCenter() {
    for (PeerRole role : EnumSet.complementOf(EnumSet.of(PeerRole.REGULATORY_CENTER))) {
      CenterClient stranger = new CenterClient(asker(role), ImmediateLedger.CENTER.publicKey());
      assertThatThrownBy(() -> stranger.execute(new CenterRequest.PublishCrlRequest()).join())
          .hasMessageContaining("not for you");
      assertThatThrownBy(
              () ->
                  stranger.invite(new CenterRequest.InvitationRequest(PeerRole.ENTITY, "x")).join())
          .hasMessageContaining("not for you");
    }
    assertThat(ledger.seen).isEmpty();
  }

  /** ROLE-2, CA-7, CA-8: by serial and by key, at the height of the block. */
  @Test
  void revokedCertificatesAreRefusedFromTheSameHeight() throws Exception {
    KeyPair patient = TestCenter.ledger("patient");
    Identity one = files.identity("patient", PeerRole.ENTITY);
    Identity other = files.identity("agency", PeerRole.AGENCY);
    RevocationLookup state = RevocationLookup.byState(ledger.contract::state);
    List<CertificateAdmissionPolicy> nodes = List.of(admissionPolicy(state));
    List<CertificateAdmissionPolicy> doors =
        List.of(admissionPolicy(state), admissionPolicy(files.registrar::refusal));
    admitted(doors, one.credentials().chain());
    assertThat(ledger.outcome(patient, 1, BALANCE)).isEqualTo(Outcome.OK);
    List<Receipt> receipts = client().execute(compromised(patient.publicKey())).join();
    assertThat(outcomes(receipts)).containsExactly(Outcome.OK);
    long height = ledger.contract.height();
    assertThat(ledger.outcome(patient, 2, BALANCE)).isEqualTo(Outcome.REVOKED);
    refused(nodes, one.credentials().chain(), "revoked at height " + height);
    refused(doors, one.credentials().chain(), "revoked");
    // Only a certificate, once another is in use; the key stays valid.
    X509Certificate shown = other.credentials().chain().get(0);
    Identity next = files.identity("agency", PeerRole.AGENCY);
    files.registrar.shown(next.credentials().chain().get(0).getSerialNumber(), false);
    files.clock.pass(TestCenter.VALIDITY.overlap());
    assertThat(outcomes(center.publish())).containsExactly(Outcome.OK);
    refused(nodes, List.of(shown), "the certificate was revoked");
    refused(doors, List.of(shown), "revoked");
    admitted(doors, next.credentials().chain());
  }

  private CertificateAdmissionPolicy admissionPolicy(RevocationLookup revocations) {
    return new CertificateAdmissionPolicy(
        files.authority.certificate(), files.clock, EnumSet.allOf(PeerRole.class), revocations);
  }

  private static void admitted(List<CertificateAdmissionPolicy> doors, List<X509Certificate> chain)
      throws RefusedException {
    for (CertificateAdmissionPolicy door : doors) {
      assertThat(door.admit(chain)).isNotNull();
    }
  }

  private static void refused(
      List<CertificateAdmissionPolicy> doors, List<X509Certificate> chain, String why) {
    for (CertificateAdmissionPolicy door : doors) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> door.admit(chain))
          .withMessageContaining(why);
    }
  }

  /** ROLE-1. */
  @Test
  void membersAndVerdictsAreOrderedLikeAnythingElse() throws Exception {
    files.identity("node 4", PeerRole.CONSENSUS_NODE);
    MemberChange change = new MemberChange.Add(ImmediateLedger.node(4), Role.TERTIARY_HOSPITAL);
    assertThat(outcomes(client().order(new ChangeMembers(change)).join()))
        .containsExactly(Outcome.OK);
    for (boolean valid : new boolean[] {true, false}) {
      Operation judged = valid ? new CastVote(Hash.ZERO, true) : new JudgeRecord(Hash.ZERO);
      assertThat(outcomes(client().order(judged).join())).containsExactly(Outcome.UNKNOWN_RECORD);
    }
    assertThat(outcomes(client().order(new PayVoucher(Hash.ZERO)).join()))
        .containsExactly(Outcome.UNKNOWN_VOUCHER);
    // No command may order an operation that the register decides on.
    assertThatThrownBy(() -> client().order(new RevokeCertificates(9, Hash.ZERO, List.of())).join())
        .hasMessageContaining("no command has the center order");
  }

  /** CA-10: a mistyped key, or a client's, would take a voter's place and never vote. */
  @Test
  void aKeyThatIsNoNodesDoesNotBecomeAMember() throws Exception {
    files.identity("agency", PeerRole.AGENCY);
    PublicKey first = ImmediateLedger.node(0);
    for (MemberChange change :
        List.of(
            new MemberChange.Add(ImmediateLedger.node(4), Role.TERTIARY_HOSPITAL),
            new MemberChange.Replace(first, ImmediateLedger.node(4)),
            new MemberChange.Replace(first, TestCenter.ledger("agency").publicKey()))) {
      assertThatThrownBy(() -> center.order(new ChangeMembers(change)))
          .hasMessageContaining("is not certified as a node's");
    }
    assertThatThrownBy(() -> center.revoke(compromised(first, ImmediateLedger.node(4))))
        .hasMessageContaining("is not certified as a node's");
    assertThat(ledger.seen).isEmpty();
    files.identity("node 4", PeerRole.FOLLOWING_NODE);
    MemberChange adding = new MemberChange.Add(ImmediateLedger.node(4), Role.RESEARCH);
    assertThat(Outcome.of(center.order(new ChangeMembers(adding)))).isEqualTo(Outcome.OK);
  }

  /** CA-6: what could not be ordered is ordered with the next list; in several lists if need be. */
  @Test
  void revocationIsPublishedUntilConfirmed() throws Exception {
    ledger.failure = Optional.of(new IllegalStateException("no node replies"));
    PublicKey key = ImmediateLedger.key("patient");
    assertThatThrownBy(() -> center.revoke(compromised(key)))
        .hasMessageContaining("no node replies");
    assertThat(Registration.isRevoked(ledger.contract.state(), key)).isFalse();
    assertThat(outcomes(client().execute(new CenterRequest.PublishCrlRequest()).join()))
        .containsExactly(Outcome.OK);
    assertThat(Registration.isRevoked(ledger.contract.state(), key)).isTrue();
    assertThat(Registration.revocationList(ledger.contract.state()).orElseThrow().number())
        .isEqualTo(1);
    assertThat(center.publish()).isEmpty();
  }

  /** CA-6: a list is bounded, and several follow each other with rising numbers. */
  @Test
  void manyRevocationsTakeSeveralLists() throws Exception {
    int keys = RevokeCertificates.MAX_ENTRIES + 2;
    for (int i = 0; i < keys; i++) {
      files.registrar.revokeKey(
          ImmediateLedger.key("participant " + i), RevocationReason.UNSPECIFIED);
    }
    assertThat(outcomes(center.publish())).containsExactly(Outcome.OK, Outcome.OK);
    assertThat(
            Registration.isRevoked(
                ledger.contract.state(), ImmediateLedger.key("participant " + (keys - 1))))
        .isTrue();
    assertThat(meters.get("medchain.center.unordered").gauge().value()).isZero();
  }
}
