package org.medchain.faults.cluster;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;

/**
 * Gives the running center the orders that {@code medchain center} gives, and sees whether the
 * nodes obey: a revoked client gets no answer until it has a certificate of another key, and a
 * revoked node no connection. Orders go over the ledger, which answers late while other faults are
 * in force; so they are given by a thread of their own, again and again until one is carried out.
 */
final class CenterOperator implements AutoCloseable {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(120);
  private static final long PAUSE_MS = 200;

  /** So long a revoked client waits in vain. */
  private static final long REFUSED_MS = 3_000;

  private static final RepeatedOrder ORDERS = new RepeatedOrder(LIMIT_NS, PAUSE_MS);

  private final ClusterFolder folder;
  private final ClusterNodes nodes;
  private final ExecutorService orders =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("operator").factory());
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final Set<Integer> revokedNodes = new TreeSet<>();
  private Optional<SecondClient> client = Optional.empty();
  private boolean clientRevoked;

  /** Of a cluster that runs, its center too. */
  CenterOperator(ClusterFolder folder, ClusterNodes nodes) {
    this.folder = folder;
    this.nodes = nodes;
  }

  private void give(String what, RepeatedOrder.Order order) {
    orders.execute(
        () -> {
          try {
            order.run();
          } catch (IOException | UserInputException | RuntimeException e) {
            problems.add(what + ": " + e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void revoke(PublicKey key) throws IOException, InterruptedException, UserInputException {
    var order =
        new CenterRequest.RevokeKeyRequest(key, RevocationReason.KEY_COMPROMISE, Optional.empty());
    // The center decides at once, and answers when the ledger has it.
    ORDERS.carryOut(() -> execute(order), refusal -> refusal.contains("the key is revoked"));
  }

  /** Revokes the second client's key; from then on no node may answer it. */
  void revokeClient() {
    give(
        "the revocation of c1",
        () -> {
          if (clientRevoked) {
            return;
          }
          if (client.isEmpty()) {
            client = Optional.of(new SecondClient(folder, folder.clientIdentity(1)));
          }
          SecondClient revoked = client.get();
          ORDERS.carryOut(() -> revoked.ask(LIMIT_NS / 1_000_000));
          revoke(revoked.key());
          clientRevoked = true;
          var unused =
              Polling.until(Duration.ofNanos(LIMIT_NS), PAUSE_MS, () -> revoked.connected() == 0);
          if (revoked.isAnswered(REFUSED_MS)) {
            problems.add("a revoked client was answered");
          }
        });
  }

  /** The second client draws a key of its own and has it certified, by invitation. */
  void renewClient() {
    give(
        "the new certificate of c1",
        () -> {
          if (!clientRevoked) {
            return;
          }
          client.ifPresent(SecondClient::close);
          Identity[] renewed = new Identity[1];
          ORDERS.carryOut(() -> renewed[0] = enrol());
          SecondClient fresh = new SecondClient(folder, renewed[0]);
          client = Optional.of(fresh);
          clientRevoked = false;
          ORDERS.carryOut(() -> fresh.ask(LIMIT_NS / 1_000_000));
        });
  }

  private Identity enrol() throws IOException, InterruptedException, UserInputException {
    Identity first = CredentialFiles.read(folder.center().resolve("bootstrap"));
    Identity fresh;
    try (CenterConnection operator = folder.connectToCenter();
        CenterConnection bearer = folder.connectToCenter(first)) {
      Invitation invitation =
          operator.execute(
              asked -> asked.invite(new CenterRequest.InvitationRequest(PeerRole.AGENCY, "c1")));
      fresh =
          bearer.enrol(
              Identity.generateLedgerKeys(new SecureRandom()),
              PeerRole.AGENCY,
              "c1",
              List.of(),
              invitation);
      var subject = new CertificateSubject(fresh.ledger().publicKey(), PeerRole.AGENCY, "c1");
      var participant =
          new CenterRequest.AuthoriseKeyRequest(
              subject, Optional.of(new Participant(subject.key(), Role.RESEARCH)));
      var unused = operator.execute(asked -> asked.execute(participant));
    }
    return fresh;
  }

  /** Revokes a node's key. It has no way back: a successor has another key. */
  void revokeNode(int node) {
    give(
        "the revocation of n" + node,
        () -> {
          if (revokedNodes.add(node)) {
            revoke(folder.nodeKey(node));
          }
        });
  }

  /** Revokes the key of a peer that is no node of the cluster. */
  void revokePeer(PublicKey key) {
    give("the revocation of a peer", () -> revoke(key));
  }

  /**
   * Changes the members: one node joins in another's place. The ledger refuses it where another
   * change came first.
   */
  void replace(int leaving, int joining) {
    give(
        "n" + joining + " in the place of n" + leaving,
        () -> {
          var change = new MemberChange.Replace(folder.nodeKey(leaving), folder.nodeKey(joining));
          var order = new CenterRequest.LedgerRequest(new ChangeMembers(change));
          ORDERS.carryOut(() -> execute(order));
        });
  }

  private void execute(CenterRequest order)
      throws IOException, InterruptedException, UserInputException {
    try (CenterConnection center = folder.connectToCenter()) {
      var unused = center.execute(asked -> asked.execute(order));
    }
  }

  /**
   * Ends when all orders are carried out; all else is healed by then.
   *
   * @return what should not be, a line each
   */
  List<String> end() throws IOException, InterruptedException {
    orders.shutdown();
    if (!orders.awaitTermination(4 * LIMIT_NS, TimeUnit.NANOSECONDS)) {
      problems.add("the center does not carry out its orders");
    }
    for (int node : revokedNodes) {
      String key = folder.nodeKey(node).value().toHex();
      if (!Polling.until(Duration.ofNanos(LIMIT_NS), PAUSE_MS, () -> !nodes.isConnectedTo(key))) {
        problems.add("n" + node + " is revoked and still connected");
      }
    }
    return problems;
  }

  @Override
  public void close() {
    orders.shutdownNow();
    client.ifPresent(SecondClient::close);
  }
}
