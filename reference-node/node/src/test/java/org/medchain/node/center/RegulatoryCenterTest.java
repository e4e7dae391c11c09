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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.MemberChange;
import org.medchain.contract.Operation;
import org.medchain.contract.Outcome;
import org.medchain.contract.RevocationReason;
import org.medchain.contract.RevokeCertificates;
import org.medchain.contract.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** ROLE-1, ROLE-2, CA-3, CA-6, CA-8: the center and the ledger together. */
class RegulatoryCenterTest {
  private static final Operation BALANCE = new Operation.Balance();

  @TempDir private Path folder;
  private final FakeLedger ledger = new FakeLedger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestCenter files;
  private RegulatoryCenter center;

  @BeforeEach
  void open() throws Exception {
    files = TestCenter.in(folder.resolve("center"));
    center = new RegulatoryCenter(files.registrar, ledger, meters);
  }

  @AfterEach
  void close() throws Exception {
    files.close();
  }

  /** Asks the services as a connection would, as somebody of this role. */
  private Asker asker(PeerRole role) {
    return new Asker() {
      @Override
      public List<Peer> peers() {
        return List.of(
            new Peer(FakeLedger.CENTER.publicKey(), PeerRole.REGULATORY_CENTER, BigInteger.ONE));
      }

      @Override
      public CompletableFuture<Bytes> ask(PublicKey peer, Topic topic, Bytes question) {
        Service service =
            center.services().stream()
                .filter(each -> each.topic().equals(topic))
                .findFirst()
                .orElseThrow();
        try {
          if (!service.askers().contains(role)) {
            throw new Refused("not for you");
          }
          Peer asker = new Peer(FakeLedger.key("asker"), role, BigInteger.TWO);
          return CompletableFuture.completedFuture(service.answer(asker, question));
        } catch (Refused e) {
          return CompletableFuture.failedFuture(e);
        }
      }
    };
  }

  private CenterClient client() {
    return new CenterClient(asker(PeerRole.REGULATORY_CENTER), FakeLedger.CENTER.publicKey());
  }

  private EnrollmentClient enrolling(PeerRole role) {
    return new EnrollmentClient(
        asker(role), files.authority.certificate(), files.clock, TestCenter.RANDOM);
  }

  private static List<Outcome> outcomes(List<Receipt> receipts) {
    return receipts.stream().map(Outcome::of).toList();
  }

  /** ROLE-1: an agency is registered, and then gets its certificates by itself. */
  @Test
  void anAgencyIsAuthorised() throws Exception {
    KeyPair agency = TestCenter.ledger("agency");
    Subject subject = new Subject(agency.publicKey(), PeerRole.AGENCY, "agency");
    assertThat(
            outcomes(
                client()
                    .order(new CenterOrder.Authorise(subject, Optional.of(Role.HOSPITAL)))
                    .join()))
        .containsExactly(Outcome.OK);
    assertThat(ledger.contract.state().role(agency.publicKey())).contains(Role.HOSPITAL);
    Identity identity =
        enrolling(PeerRole.LIGHT_CLIENT)
            .enroll(agency, PeerRole.AGENCY, "agency", List.of("localhost"), Optional.empty())
            .join();
    assertThat(identity.subject()).isEqualTo(subject);
    Identity renewed = enrolling(PeerRole.AGENCY).renew(identity, List.of()).join();
    assertThat(renewed.subject()).isEqualTo(subject);
    assertThat(renewed.credentials().key()).isNotEqualTo(identity.credentials().key());
    assertThat(meters.counter("medchain.center.enrolled").count()).isEqualTo(2);
    // Ordered again, it is no obstacle; another role on the ledger is.
    assertThat(
            outcomes(
                client()
                    .order(new CenterOrder.Authorise(subject, Optional.of(Role.HOSPITAL)))
                    .join()))
        .containsExactly(Outcome.ALREADY_REGISTERED);
  }

  /** CA-3. */
  @Test
  void anInvitedProcessEnrolsItself() throws Exception {
    Invitation invitation =
        client().invite(new CenterOrder.Invite(PeerRole.ENTITY, "clinic")).join();
    KeyPair own = Identity.drawLedgerKeys(TestCenter.RANDOM);
    EnrollmentClient enrolling = enrolling(PeerRole.LIGHT_CLIENT);
    Identity identity =
        enrolling.enroll(own, PeerRole.ENTITY, "clinic", List.of(), Optional.of(invitation)).join();
    assertThat(identity.subject().key()).isEqualTo(own.publicKey());
    assertThatThrownBy(
            () ->
                enrolling
                    .enroll(own, PeerRole.AGENCY, "clinic", List.of(), Optional.empty())
                    .join())
        .hasMessageContaining("another role");
    assertThat(meters.counter("medchain.center.refused").count()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                enrolling
                    .asker()
                    .ask(FakeLedger.CENTER.publicKey(), Enrollment.TOPIC, Bytes.utf8("hello"))
                    .join())
        .hasMessageContaining("not a request");
  }

  /** CA-3: a client believes its own authority, and only about its own key. */
  @Test
  void aFalseCenterIsFoundOut() throws Exception {
    try (TestCenter other = TestCenter.in(folder.resolve("other"))) {
      EnrollmentClient deceived =
          new EnrollmentClient(
              asker(PeerRole.ENTITY),
              other.authority.certificate(),
              files.clock,
              TestCenter.RANDOM);
      assertThatThrownBy(
              () ->
                  deceived
                      .enroll(
                          TestCenter.ledger("x"), PeerRole.ENTITY, "x", List.of(), Optional.empty())
                      .join())
          .hasMessageContaining("did not sign");
    }
  }

  /** ROLE-1: only a process with the center's own name drives it. */
  @Test
  void nobodyElseDrivesTheCenter() {
    for (PeerRole role : EnumSet.complementOf(EnumSet.of(PeerRole.REGULATORY_CENTER))) {
      CenterClient stranger = new CenterClient(asker(role), FakeLedger.CENTER.publicKey());
      assertThatThrownBy(() -> stranger.order(new CenterOrder.Publish()).join())
          .hasMessageContaining("not for you");
      assertThatThrownBy(() -> stranger.invite(new CenterOrder.Invite(PeerRole.ENTITY, "x")).join())
          .hasMessageContaining("not for you");
    }
    assertThat(ledger.seen).isEmpty();
  }

  /** ROLE-2, CA-7, CA-8: by serial and by key, at the height of the block. */
  @Test
  void whatIsRevokedOpensNoDoorFromTheSameHeightOn() throws Exception {
    KeyPair patient = TestCenter.ledger("patient");
    Identity one = files.identity("patient", PeerRole.ENTITY);
    Identity other = files.identity("agency", PeerRole.AGENCY);
    StateRevocations state = new StateRevocations(ledger.contract.state());
    HeardRevocations heard = new HeardRevocations();
    List<CertifiedAdmission> doors = List.of(door(state), door(heard));
    admitted(doors, one.credentials().chain());
    assertThat(ledger.outcome(patient, 1, BALANCE)).isEqualTo(Outcome.OK);
    List<Receipt> receipts =
        client()
            .order(
                new CenterOrder.RevokeKey(
                    patient.publicKey(), RevocationReason.KEY_COMPROMISE, Optional.empty()))
            .join();
    assertThat(outcomes(receipts)).containsExactly(Outcome.OK);
    long height = ledger.contract.height();
    assertThat(ledger.outcome(patient, 2, BALANCE)).isEqualTo(Outcome.REVOKED);
    // Not before the door has heard of it.
    admitted(doors, one.credentials().chain());
    state.update(ledger.contract.state());
    heard.executed(height, receipts);
    refused(doors, one.credentials().chain(), "revoked at height " + height);
    assertThat(state.ofKey(patient.publicKey())).contains(height);
    assertThat(HeardRevocations.in(receipts)).hasSize(2);
    // A certificate alone; the key goes on, with another certificate.
    X509Certificate shown = other.credentials().chain().get(0);
    receipts =
        client()
            .order(
                new CenterOrder.RevokeCertificate(
                    shown.getSerialNumber(), RevocationReason.UNSPECIFIED))
            .join();
    state.update(ledger.contract.state());
    heard.executed(ledger.contract.height(), receipts);
    refused(doors, List.of(shown), "the certificate was revoked");
    assertThat(state.ofKey(other.ledger().publicKey())).isEmpty();
    admitted(doors, files.identity("agency", PeerRole.AGENCY).credentials().chain());
  }

  private CertifiedAdmission door(Revocations revocations) {
    return new CertifiedAdmission(
        files.authority.certificate(), files.clock, EnumSet.allOf(PeerRole.class), revocations);
  }

  private static void admitted(List<CertifiedAdmission> doors, List<X509Certificate> chain)
      throws Refused {
    for (CertifiedAdmission door : doors) {
      assertThat(door.admit(chain)).isNotNull();
    }
  }

  private static void refused(
      List<CertifiedAdmission> doors, List<X509Certificate> chain, String why) {
    for (CertifiedAdmission door : doors) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> door.admit(chain))
          .withMessageContaining(why);
    }
  }

  /** ROLE-2, decision 0151: a consensus node is replaced, and then its key is revoked. */
  @Test
  void aConsensusNodeLeavesTheListAndThenTheDoors() throws Exception {
    files.identity("node 2", PeerRole.CONSENSUS_NODE);
    List<Receipt> receipts =
        center
            .revoke(
                FakeLedger.node(2),
                RevocationReason.KEY_COMPROMISE,
                Optional.of(FakeLedger.node(4)))
            .join();
    assertThat(outcomes(receipts)).containsExactly(Outcome.OK, Outcome.OK);
    assertThat(ledger.seen.get(0)).isInstanceOf(Operation.ChangeMembers.class);
    assertThat(ledger.contract.state().members().keys()).contains(FakeLedger.node(4));
    assertThat(ledger.contract.state().isRevoked(FakeLedger.node(2))).isTrue();
    // Of four none can go without a successor; its key counts no longer all the same.
    files.identity("node 1", PeerRole.CONSENSUS_NODE);
    receipts =
        center.revoke(FakeLedger.node(1), RevocationReason.KEY_COMPROMISE, Optional.empty()).join();
    assertThat(outcomes(receipts)).containsExactly(Outcome.TOO_FEW_NODES, Outcome.OK);
    assertThat(ledger.contract.state().isRevoked(FakeLedger.node(1))).isTrue();
  }

  /** ROLE-1. */
  @Test
  void membersAndVerdictsAreOrderedLikeAnythingElse() {
    MemberChange change = new MemberChange.Add(FakeLedger.node(4));
    assertThat(outcomes(client().order(new CenterOrder.ChangeMember(change)).join()))
        .containsExactly(Outcome.OK);
    assertThat(Outcome.of(center.judge(Hash.ZERO).join())).isEqualTo(Outcome.UNKNOWN_RECORD);
  }

  /**
   * CA-6: what could not be ordered is ordered with the next list; more than one list if need be.
   */
  @Test
  void aRevocationIsToldUntilTheLedgerKnowsIt() {
    ledger.failure = Optional.of(new IllegalStateException("nobody answers"));
    PublicKey key = FakeLedger.key("patient");
    assertThatThrownBy(
            () -> center.revoke(key, RevocationReason.KEY_COMPROMISE, Optional.empty()).join())
        .hasMessageContaining("nobody answers");
    assertThat(ledger.contract.state().isRevoked(key)).isFalse();
    assertThat(outcomes(client().order(new CenterOrder.Publish()).join()))
        .containsExactly(Outcome.OK);
    assertThat(ledger.contract.state().isRevoked(key)).isTrue();
    assertThat(ledger.contract.state().revocationList().orElseThrow().number()).isEqualTo(2);
    assertThat(center.publish().join()).isEmpty();
  }

  /** CA-6: a list is bounded, and several follow each other with rising numbers. */
  @Test
  void manyRevocationsTakeSeveralLists() throws Exception {
    int keys = RevokeCertificates.MAX_ENTRIES + 2;
    for (int i = 0; i < keys; i++) {
      files.registrar.revokeKey(FakeLedger.key("participant " + i), RevocationReason.UNSPECIFIED);
    }
    assertThat(outcomes(center.publish().join())).containsExactly(Outcome.OK, Outcome.OK);
    assertThat(ledger.contract.state().isRevoked(FakeLedger.key("participant " + (keys - 1))))
        .isTrue();
    assertThat(meters.get("medchain.center.unordered").gauge().value()).isZero();
  }
}
