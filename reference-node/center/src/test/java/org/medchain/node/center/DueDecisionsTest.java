package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Signature;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** CA-6, CA-7, CA-14: the center's decisions count from its register on, over restarts. */
class DueDecisionsTest {
  private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

  @TempDir private Path folder;

  /** The fate of a request to the ledger. */
  private enum Fate {
    ANSWERED,
    REPLY_LOST,
    NOT_SENT
  }

  private static LedgerOperationClient through(ImmediateLedger ledger, Fate change, Fate list) {
    return operation -> {
      Fate fate = operation instanceof ChangeMembers ? change : list;
      CompletableFuture<Receipt> lost =
          CompletableFuture.failedFuture(new IOException("no quorum replies"));
      if (fate == Fate.NOT_SENT) {
        return lost;
      }
      CompletableFuture<Receipt> answer = ledger.submit(operation);
      return fate == Fate.ANSWERED ? answer : lost;
    };
  }

  private static RegulatoryCenter center(TestCenter files, LedgerOperationClient ledger) {
    return new RegulatoryCenter(
        files.registrar, ledger, files.keys(TestCenter.NO_PASSPHRASE), new SimpleMeterRegistry());
  }

  /** CA-14: an order that does not arrive is given after a restart; once, in the end. */
  @Test
  void aMembersRevocationIsDueUntilTheLedgerHasAnsweredBoth() throws Exception {
    PublicKey key = ImmediateLedger.node(1);
    PublicKey next = ImmediateLedger.node(4);
    for (Fate change : Fate.values()) {
      for (Fate list : Fate.values()) {
        ImmediateLedger ledger = new ImmediateLedger();
        TestCenter files = TestCenter.in(folder.resolve(change + "-" + list));
        files.identity("node 1", PeerRole.CONSENSUS_NODE);
        files.identity("node 4", PeerRole.CONSENSUS_NODE);
        RegulatoryCenter center = center(files, through(ledger, change, list));
        if (change == Fate.ANSWERED && list == Fate.ANSWERED) {
          assertThat(center.revoke(RegulatoryCenterTest.compromised(key, next))).hasSize(2);
        } else {
          assertThatThrownBy(() -> center.revoke(RegulatoryCenterTest.compromised(key, next)))
              .hasMessageContaining("no quorum replies");
        }
        try (TestCenter restarted = files.again()) {
          assertThat(restarted.registrar.isRevoked(key)).as("%s, %s", change, list).isTrue();
          RegulatoryCenter after = center(restarted, ledger);
          after.publish();
          assertThat(ConsensusNodes.of(ledger.contract.state()).keys())
              .contains(next)
              .doesNotContain(key);
          assertThat(Registration.isRevoked(ledger.contract.state(), key)).isTrue();
          assertThat(after.publish()).isEmpty();
        }
        try (TestCenter later = files.again()) {
          assertThat(center(later, ledger).publish()).isEmpty();
        }
      }
    }
  }

  /** CA-6: a number that is used twice brings the success of another request or former list. */
  @Test
  void anotherRequestsSuccessConfirmsNothing() throws Exception {
    ImmediateLedger ledger = new ImmediateLedger();
    TestCenter files = TestCenter.in(folder.resolve("center"));
    Participant another = new Participant(ImmediateLedger.key("another"), Role.PATIENT);
    Receipt registered = ledger.submit(new Register(another)).join();
    files.registrar.revokeKey(another.key(), RevocationReason.KEY_COMPROMISE);
    Receipt former = center(files, ledger).publish().get(0);

    files.identity("node 1", PeerRole.CONSENSUS_NODE);
    PublicKey key = ImmediateLedger.node(1);
    for (Receipt other : List.of(registered, former)) {
      RegulatoryCenter deceived =
          center(files, operation -> CompletableFuture.completedFuture(other));
      if (other.equals(registered)) {
        assertThatThrownBy(() -> deceived.revoke(RegulatoryCenterTest.compromised(key)))
            .hasMessageContaining("an earlier request of the same number");
      } else {
        assertThatThrownBy(deceived::publish)
            .hasMessageContaining("an earlier request of the same number");
      }
      files = files.again();
      assertThat(files.registrar.unconfirmedCount()).isEqualTo(2);
      assertThat(files.registrar.unansweredChanges()).hasSize(1);
    }
    assertThat(center(files, ledger).publish()).hasSize(2);
    assertThat(Registration.isRevoked(ledger.contract.state(), key)).isTrue();
    files.close();
  }

  /** CA-14: a change that may succeed later is ordered again, at a bounded pace, over restarts. */
  @Test
  void aChangeThatIsRefusedForNowIsDueUntilItIsMade() throws Exception {
    ImmediateLedger ledger = new ImmediateLedger();
    TestCenter files = TestCenter.in(folder.resolve("center"));
    files.identity("node 1", PeerRole.CONSENSUS_NODE);
    files.identity("node 4", PeerRole.CONSENSUS_NODE);
    RegulatoryCenter center = center(files, ledger);
    PublicKey key = ImmediateLedger.node(1);
    assertThat(outcomes(center.revoke(RegulatoryCenterTest.compromised(key))))
        .containsExactly(Outcome.TOO_FEW_NODES, Outcome.OK);
    assertThat(center.publish()).as("not at once").isEmpty();
    files.clock.pass(Duration.ofMinutes(10));
    assertThat(outcomes(center.publish())).containsExactly(Outcome.TOO_FEW_NODES);
    var adding = new MemberChange.Add(ImmediateLedger.node(4), Role.TERTIARY_HOSPITAL);
    assertThat(center.order(new ChangeMembers(adding)).succeeded()).isTrue();
    try (TestCenter restarted = files.again()) {
      RegulatoryCenter after = center(restarted, ledger);
      assertThat(outcomes(after.publish())).containsExactly(Outcome.OK);
      assertThat(ConsensusNodes.of(ledger.contract.state()).keys()).doesNotContain(key);
      restarted.clock.pass(Duration.ofMinutes(10));
      assertThat(after.publish()).isEmpty();
    }
  }

  /** CA-14: a successor that is a member already takes no place; only the revoked key goes. */
  @Test
  void aRevokedMemberGoesAlsoWhereItsSuccessorIsAMember() throws Exception {
    ImmediateLedger ledger = new ImmediateLedger();
    try (TestCenter files = TestCenter.in(folder.resolve("center"))) {
      files.identity("node 1", PeerRole.CONSENSUS_NODE);
      files.identity("node 4", PeerRole.CONSENSUS_NODE);
      RegulatoryCenter center = center(files, ledger);
      PublicKey next = ImmediateLedger.node(4);
      var adding = new MemberChange.Add(next, Role.TERTIARY_HOSPITAL);
      assertThat(center.order(new ChangeMembers(adding)).succeeded()).isTrue();
      assertThat(
              outcomes(
                  center.revoke(RegulatoryCenterTest.compromised(ImmediateLedger.node(1), next))))
          .containsExactly(Outcome.OK, Outcome.OK);
      assertThat(ConsensusNodes.of(ledger.contract.state()).keys())
          .contains(next)
          .doesNotContain(ImmediateLedger.node(1));
      assertThat(center.publish()).isEmpty();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<Outcome> outcomes(List<Receipt> receipts) {
    return receipts.stream().map(Outcome::of).toList();
  }

  /** CA-6: through an outage a list keeps its number, and a list that was taken counts. */
  @Test
  void aListIsNumberedForNewsAlone() throws Exception {
    ImmediateLedger ledger = new ImmediateLedger();
    TestCenter files = TestCenter.in(folder.resolve("center"));
    files.identity("node 1", PeerRole.CONSENSUS_NODE);
    RegulatoryCenter cut = center(files, through(ledger, Fate.NOT_SENT, Fate.NOT_SENT));
    PublicKey key = ImmediateLedger.node(1);
    assertThatThrownBy(() -> cut.revoke(RegulatoryCenterTest.compromised(key)))
        .hasMessageContaining("no quorum replies");
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(cut::publish).hasMessageContaining("no quorum replies");
    }
    assertThat(files.registrar.nextCrl().orElseThrow().number()).isEqualTo(1);
    files.registrar.revokeKey(ImmediateLedger.key("another"), RevocationReason.UNSPECIFIED);
    assertThat(files.registrar.nextCrl().orElseThrow().number()).as("news").isEqualTo(2);
    files.clock.pass(TestCenter.VALIDITY.crl().dividedBy(2).plusMillis(1));
    assertThat(files.registrar.nextCrl().orElseThrow().number()).as("it would end").isEqualTo(3);

    // The change gets no answer, and the list is awaited all the same.
    RegulatoryCenter half = center(files, through(ledger, Fate.REPLY_LOST, Fate.ANSWERED));
    assertThatThrownBy(half::publish).hasMessageContaining("no quorum replies");
    assertThat(files.registrar.unconfirmedCount()).isZero();
    assertThat(Registration.revocationList(ledger.contract.state()).orElseThrow().number())
        .isEqualTo(3);
    files.close();
  }

  /** CA-6: a register that was put back from a copy reaches the ledger's number in few steps. */
  @Test
  void numbersThatACopyDoesNotKnowArePassed() throws Exception {
    ImmediateLedger ledger = new ImmediateLedger();
    var known = new RevokeCertificates(100, Hash.ZERO, List.of());
    assertThat(ledger.submit(known).join().succeeded()).isTrue();
    try (TestCenter files = TestCenter.in(folder.resolve("center"))) {
      RegulatoryCenter center = center(files, ledger);
      files.registrar.revokeKey(ImmediateLedger.key("one"), RevocationReason.UNSPECIFIED);
      int refusals = 0;
      while (files.registrar.unconfirmedCount() > 0) {
        try {
          center.publish();
        } catch (RefusedException e) {
          assertThat(e).hasMessageContaining("old revocation list");
          refusals++;
        }
      }
      assertThat(refusals).isLessThan(8);
      files.registrar.revokeKey(ImmediateLedger.key("two"), RevocationReason.UNSPECIFIED);
      long before = Registration.revocationList(ledger.contract.state()).orElseThrow().number();
      assertThat(files.registrar.nextCrl().orElseThrow().number()).isEqualTo(before + 1);
    }
  }

  /** CA-7, OPS-28: links are admitted and metrics read while the register's file is forced. */
  @Test
  void whoAsksTheRegisterDoesNotWaitForItsFile() throws Exception {
    try (TestCenter files = TestCenter.in(folder.resolve("center"))) {
      Peer peer =
          CertificateParser.peer(
              files.identity("node", PeerRole.CONSENSUS_NODE).credentials().chain().get(0));
      CertificateSigningRequest good = files.request("node", PeerRole.CONSENSUS_NODE);
      var forged =
          new CertificateSigningRequest(
              good.subject(), good.tlsKey(), good.addresses(), good.timeMs(), Signature.NONE);
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch forced = new CountDownLatch(1);
      CompletableFuture<Boolean> forcing =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return files.registrar.guarded(
                      () -> {
                        held.countDown();
                        return awaited(forced);
                      });
                } catch (RefusedException e) {
                  throw new IllegalStateException(e);
                }
              },
              OWN_THREAD);
      held.await();
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(
              () ->
                  files.registrar.refusal(peer)
                      + " "
                      + (files.registrar.issuedCount() + files.registrar.unconfirmedCount())
                      + " "
                      + files.registrar.isRevoked(peer.key())
                      + " "
                      + files.registrar.isCertified(peer.key())
                      + " "
                      + files.registrar.authorised(peer.key()).isPresent()
                      + " "
                      + catchThrowable(() -> files.registrar.issue(forged)).getMessage(),
              OWN_THREAD);
      String answer = asked.get(1, TimeUnit.MINUTES);
      assertThat(forcing).isNotDone();
      forced.countDown();
      assertThat(forcing.join()).isTrue();
      assertThat(answer).startsWith("Optional.empty 2 false true true").contains("did not sign");
    }
  }

  /** CA-7: the register knows it, also in a process that has heard nothing of the ledger. */
  @Test
  void aRevokedOperatorIsRefusedEverywhereAfterARestart() throws Exception {
    TestCenter files = TestCenter.in(folder.resolve("center"));
    KeyPair keys = TestCenter.ledger("operator");
    Identity operator = files.identity("operator", PeerRole.REGULATORY_CENTER);
    BigInteger serial = operator.credentials().chain().get(0).getSerialNumber();
    Peer peer = new Peer(keys.publicKey(), PeerRole.REGULATORY_CENTER, serial);
    assertThat(files.registrar.refusal(peer)).isEmpty();
    CertificateSigningRequest renewing = files.request("operator", PeerRole.REGULATORY_CENTER);
    files.registrar.revokeKey(keys.publicKey(), RevocationReason.KEY_COMPROMISE);

    try (TestCenter after = files.again()) {
      CertificateAdmissionPolicy door =
          new CertificateAdmissionPolicy(
              after.authority.certificate(),
              after.clock,
              EnumSet.allOf(PeerRole.class),
              after.registrar::refusal);
      assertThatThrownBy(() -> door.admit(operator.credentials().chain()))
          .hasMessageContaining("the key is revoked");
      List<RpcService> services = center(after, new ImmediateLedger()).services();
      CertificateSubject fresh =
          new CertificateSubject(
              ImmediateLedger.key("fresh"), PeerRole.REGULATORY_CENTER, "operator 2");
      for (CenterRequest order :
          List.of(
              new CenterRequest.AuthoriseKeyRequest(fresh, Optional.empty()),
              new CenterRequest.InvitationRequest(PeerRole.REGULATORY_CENTER, "operator 2"),
              new CenterRequest.RevokeKeyRequest(
                  fresh.key(), RevocationReason.UNSPECIFIED, Optional.empty()),
              new CenterRequest.PublishCrlRequest(),
              new CenterRequest.ReplaceKeyRequest(
                  fresh.key(), keys.publicKey(), RevocationReason.UNSPECIFIED),
              new CenterRequest.LedgerRequest(new FreezeAccount(fresh.key())))) {
        // The transport asks before a call and when its turn comes.
        assertThat(after.registrar.refusal(peer)).as("%s", order).contains("the key is revoked");
      }
      EnrollmentRequest renewal = new EnrollmentRequest(renewing, Optional.empty(), false);
      assertThatThrownBy(() -> services.get(0).handle(peer, renewal.encoded()))
          .hasMessageContaining("the key is revoked");
      assertThat(after.registrar.authorised(fresh.key())).isEmpty();
    }
  }

  /** CA-7: a certificate may last longer than the right to give orders. */
  @Test
  void whoIsNoOperatorAnyMoreGivesNoOrders() throws Exception {
    try (TestCenter files = TestCenter.in(folder.resolve("center"))) {
      Identity operator = files.identity("operator", PeerRole.REGULATORY_CENTER);
      Peer peer = CertificateParser.peer(operator.credentials().chain().get(0));
      files.registrar.authorise(
          new CertificateSubject(peer.key(), PeerRole.LIGHT_CLIENT, "former operator"));
      assertThat(files.registrar.refusal(peer))
          .contains("the key is not authorised as the center's");
    }
  }

  /** CA-5: two that record beside each other would each miss what the other recorded. */
  @Test
  void aRegisterIsOpenOnce() throws Exception {
    TestCenter files = TestCenter.in(folder.resolve("center"));
    assertThatThrownBy(() -> TestCenter.in(folder.resolve("center")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the register is open in another process; stop that first");
    files.again().close();
  }
}
