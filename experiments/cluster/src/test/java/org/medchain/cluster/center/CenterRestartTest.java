package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.medchain.cluster.Awaited.PATIENCE;
import static org.medchain.cluster.Awaited.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.InProcessNodes;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.CredentialFolderRenewer;
import org.medchain.cluster.local.ProcessAddresses;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;

/** CA-7, CA-13, CLUSTER-4: the real center over links to real nodes, and over its restarts. */
@Tag("process")
class CenterRestartTest {
  /** Certificates begin before now for the skew of clocks: of these, two thirds have passed. */
  private static final ValidityPeriods NEARLY_OVER =
      new ValidityPeriods(
          Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

  @TempDir private Path temp;

  private ClusterFolder files;
  @AutoClose private InProcessNodes nodes;
  private Optional<CenterNode> center = Optional.empty();

  private void start(ValidityPeriods validity) throws Exception {
    files =
        ClusterFolder.create(
            temp.resolve("c"), ClusterPlan.of(4), ProcessAddresses.local(4), validity, new char[0]);
    nodes = new InProcessNodes(files);
    for (int i = 0; i < 4; i++) {
      var unused = nodes.start(i);
    }
    startCenter();
  }

  private void startCenter() throws Exception {
    center = Optional.of(new CenterNode(NodeConfigFile.read(files.centerFile()), new char[0]));
  }

  @AfterEach
  void end() throws Exception {
    for (CenterNode each : center.stream().toList()) {
      each.close();
    }
  }

  private CenterConnection as(Identity identity) throws Exception {
    InetSocketAddress at = center.orElseThrow().address();
    return new CenterConnection(identity, files.genesis(), at);
  }

  private static List<Receipt> carriedOut(CenterConnection by, CenterRequest order)
      throws Exception {
    return by.execute(client -> client.execute(order));
  }

  private static void refused(CenterConnection by, CenterRequest order, String why) {
    assertThatThrownBy(() -> carriedOut(by, order))
        .hasMessageContaining("the center refuses: " + why);
  }

  @Test
  void aRevokedOperatorStaysRevoked() throws Exception {
    start(ValidityPeriods.DEFAULT);
    await("the center is ready", () -> center.orElseThrow().status().ready());
    Identity first = CredentialFiles.read(files.operatorCredentials());
    KeyPair keys = Identity.generateLedgerKeys(new SecureRandom());
    CertificateSubject subject =
        new CertificateSubject(keys.publicKey(), PeerRole.REGULATORY_CENTER, "second");
    CenterRequest authorising = new CenterRequest.AuthoriseKeyRequest(subject, Optional.empty());
    CenterRequest freezing = new CenterRequest.LedgerRequest(new FreezeAccount(files.nodeKey(0)));
    try (CenterConnection open = as(first)) {
      assertThat(carriedOut(open, authorising)).isEmpty();
      Identity second = open.enrolAgain(keys, PeerRole.REGULATORY_CENTER, "second");
      try (CenterConnection other = as(second)) {
        var revoking =
            new CenterRequest.RevokeKeyRequest(
                first.ledger().publicKey(), RevocationReason.KEY_COMPROMISE, Optional.empty());
        assertThat(carriedOut(other, revoking)).hasSize(1);
      }
      // Over the link that is still open: nothing of what it may ask for.
      refused(open, authorising, "the key is revoked");
      refused(open, freezing, "the key is revoked");
      refused(open, new CenterRequest.PublishCrlRequest(), "the key is revoked");
      assertThatThrownBy(
              () ->
                  open.execute(
                      client ->
                          client.invite(
                              new CenterRequest.InvitationRequest(
                                  PeerRole.REGULATORY_CENTER, "third"))))
          .hasMessageContaining("the key is revoked");
      assertThatThrownBy(
              () -> open.enrolAgain(first.ledger(), PeerRole.REGULATORY_CENTER, "operator"))
          .hasMessageContaining("the key is revoked");

      center.orElseThrow().close();
      startCenter();
      assertThatThrownBy(() -> as(first).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not reply");
      try (CenterConnection other = as(second)) {
        assertThat(carriedOut(other, new CenterRequest.PublishCrlRequest())).isEmpty();
      }
    }
  }

  @Test
  void aSecondCenterOnTheFolderEndsWithOneLine() throws Exception {
    start(ValidityPeriods.DEFAULT);
    assertThatThrownBy(this::startCenter)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the register is open in another process; stop that first");
  }

  /**
   * CLUSTER-4: numbers of requests that come again in a folder that was put back from a copy bring
   * no receipt of what was ordered under them before.
   */
  @Test
  void whatACopyOfTheFolderDoesNotKnowAnswersNoLaterOrder() throws Exception {
    start(ValidityPeriods.DEFAULT);
    await("the center is ready", () -> center.orElseThrow().status().ready());
    Identity operator = CredentialFiles.read(files.operatorCredentials());
    Path numbers = NodeConfigFile.read(files.centerFile()).data().resolve("requests");
    assertThat(numbers).as("nothing was ordered").doesNotExist();
    try (CenterConnection by = as(operator)) {
      for (int i = 0; i < 3; i++) {
        KeyPair key = Identity.generateLedgerKeys(new SecureRandom());
        assertThat(carriedOut(by, registering(key, "before " + i)).get(0).succeeded()).isTrue();
      }
    }
    center.orElseThrow().close();
    Files.delete(numbers); // as a copy of before has it
    startCenter();
    await("the center is ready again", () -> center.orElseThrow().status().ready());
    try (CenterConnection by = as(operator)) {
      KeyPair key = Identity.generateLedgerKeys(new SecureRandom());
      assertThat(Outcome.of(carriedOut(by, registering(key, "after")).get(0)))
          .isEqualTo(Outcome.OK);
      CenterRequest freezing = new CenterRequest.LedgerRequest(new FreezeAccount(key.publicKey()));
      List<Receipt> frozen = carriedOut(by, freezing);
      assertThat(MedicalModules.events(frozen.get(0)))
          .as("it is registered, and the answer is that to this order")
          .containsExactly(new CenterEvents.Frozen(key.publicKey()));
    }
  }

  private static CenterRequest registering(KeyPair key, String name) {
    return new CenterRequest.AuthoriseKeyRequest(
        new CertificateSubject(key.publicKey(), PeerRole.ENTITY, name),
        Optional.of(new Participant(key.publicKey(), Role.PATIENT)));
  }

  /**
   * CA-15: a center that is gone has refused nothing; the order may be carried out all the same.
   */
  @Test
  void anOrderWithoutAnAnswerIsNotToldAsRefused() throws Exception {
    start(ValidityPeriods.DEFAULT);
    await("the center is ready", () -> center.orElseThrow().status().ready());
    nodes.stop(3); // no quorum orders it any more
    nodes.stop(2);
    CenterRequest order = registering(Identity.generateLedgerKeys(new SecureRandom()), "late");
    try (CenterConnection by = as(CredentialFiles.read(files.operatorCredentials()))) {
      CompletableFuture<Throwable> told =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> carriedOut(by, order)));
      await("the order waits for the ledger", () -> nodes.get(0).status().waiting() > 0);
      center.orElseThrow().close();
      center = Optional.empty();
      assertThat(told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              IOException.class,
              failure -> assertThat(CenterConnection.isRefusal(failure)).isFalse())
          .hasMessageContaining("the center may still carry it out");
    }
  }

  private static BigInteger serial(Identity identity) {
    return identity.credentials().chain().get(0).getSerialNumber();
  }

  /** OPERATING.md#not-renewed. */
  @Test
  void aFolderThatTakesNothingLocksNoNodeOut() throws Exception {
    start(NEARLY_OVER);
    NodeConfig config = NodeConfigFile.read(files.nodeFile(0));
    FullNode node = nodes.get(0);
    await("the center's link", () -> !isWithoutCenter(node));
    Path inTheWay = config.credentials().resolve("renewal.pem").resolve("in the way");
    Files.createDirectories(inTheWay);
    double before = node.meters().counter("medchain.center.renewals.failed").count();
    renewUntil(
        config,
        node,
        "a renewal fails",
        () -> node.meters().counter("medchain.center.renewals.failed").count() > before);
    Identity old = CredentialFiles.read(config.credentials());
    assertThat(serial(old)).isEqualTo(serial(node.identity()));
    assertThat(isWithoutCenter(node)).as("the link to renew by stays").isFalse();

    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    renewUntil(
        config,
        node,
        "new certificates are in place",
        () ->
            !serial(CredentialFiles.read(config.credentials())).equals(serial(old))
                && Files.notExists(inTheWay.getParent()));
    await("the center connects again", () -> !isWithoutCenter(node));
  }

  /** As the process of the node does from its start to its end. */
  private static void renewUntil(
      NodeConfig config, FullNode node, String what, Callable<Boolean> condition) throws Exception {
    CredentialFolderRenewer renewal = CredentialFolderRenewer.of(config, node);
    try {
      await(what, condition);
    } finally {
      renewal.close();
    }
  }

  private static boolean isWithoutCenter(FullNode node) {
    return node.asker().peers().stream()
        .noneMatch(peer -> peer.role() == PeerRole.REGULATORY_CENTER);
  }
}
