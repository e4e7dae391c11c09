package org.medchain.faults.hostile;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.crypto.StrictEd25519;
import org.medchain.node.host.FullNode;
import org.medchain.node.ledger.LedgerView;

/** What all hostile peers of a run send together, and what is asserted of it. */
final class HostileTraffic {
  private static final int BATCH = 512;

  /** Whose links stay open when they behave. */
  static final Set<HostileRole> ADMITTED =
      EnumSet.range(HostileRole.MEMBER, HostileRole.LIGHT_CLIENT);

  /** Roles as often as they are drawn. */
  private static final List<HostileRole> DRAWN =
      Stream.of(HostileRole.values())
          .flatMap(
              each ->
                  Stream.generate(() -> each)
                      .limit(each == HostileRole.MEMBER ? 10 : ADMITTED.contains(each) ? 5 : 1))
          .toList();

  private final HostileRun run;
  private boolean revoked;

  HostileTraffic(HostileRun run) {
    this.run = run;
  }

  /** Sends this many messages over open links; each batch, the count so far is given out. */
  void send(int messages, LongConsumer progress) throws InterruptedException {
    HostileMessageSource source = run.source();
    int sent = 0;
    while (sent < messages) {
      HostileRole role = DRAWN.get(run.random.nextInt(DRAWN.size()));
      if (!sendOne(source, role, run.random.nextInt(HostileChain.CORRECT))) {
        continue;
      }
      sent++;
      if (sent % BATCH == 0 || sent == messages) {
        run.barrier();
        source = run.source();
        progress.accept(sent);
      }
      if (sent % (4 * BATCH) == 0) {
        run.commit();
      }
      if (sent == messages / 4) {
        revoke();
      }
    }
    settle();
  }

  /** One message; false if there was no link. */
  private boolean sendOne(HostileMessageSource source, HostileRole role, int node)
      throws InterruptedException {
    HostilePeer peer = run.senders.get(role);
    HostileMessage message = peer.next(source, run.random);
    if (isAdmitted(role)) {
      run.awaitLink(role, node);
    }
    boolean sent = run.send(role, node, message);
    if (sent && peer.costsLink(message)) {
      run.table.count(message.kind(), HostileOutcome.CLOSES_LINK);
    }
    return sent;
  }

  private boolean isAdmitted(HostileRole role) {
    return ADMITTED.contains(role) || (role == HostileRole.REVOKED && !revoked);
  }

  /** Orders the revocation of a key whose holder has open links. */
  private void revoke() throws InterruptedException {
    revoked = true;
    HostilePeer holder = run.senders.get(HostileRole.REVOKED);
    RevocationEntry entry =
        new RevocationEntry(
            run.chain
                .hostile
                .get(HostileRole.REVOKED)
                .credentials()
                .chain()
                .get(0)
                .getSerialNumber(),
            holder.keys().publicKey(),
            RevocationReason.KEY_COMPROMISE,
            true);
    run.order(
        new Operations(NativeEd25519.orPortable(), run.chain.genesis.chain(), run.chain.center)
            .sign(1, new RevokeCertificates(1, Hash.ZERO, List.of(entry))));
    CorrectNodes.await("the revoked peer's links end", () -> !anyLink(holder));
  }

  private static boolean anyLink(HostilePeer sender) {
    return sender.isConnectedTo(0) || sender.isConnectedTo(1) || sender.isConnectedTo(2);
  }

  /** Waits until nothing that was sent changes a count any more. */
  private void settle() throws InterruptedException {
    Map<?, Long> before = Map.of();
    while (!before.equals(run.table.sums())) {
      before = run.table.sums();
      run.barrier();
      Thread.sleep(200);
    }
  }

  /** The first request of a hostile peer. */
  static Transaction request(HostileRun run, HostileRole role, Operation operation) {
    return new Operations(new StrictEd25519(), run.chain.genesis.chain(), run.keys(role))
        .sign(1, operation);
  }

  /** Waits until a node has read what this peer sent; of no avail if the link has ended. */
  static void barrier(HostileRun run, HostileRole role, int node) {
    var unused =
        run.senders
            .get(role)
            .call(node, HostileRun.CLOCK)
            .exceptionally(refused -> Bytes.EMPTY)
            .join();
  }

  /** All that was sent or would have been. */
  long attempted(String kind) {
    return run.table.of(kind, HostileOutcome.SENT) + run.table.of(kind, HostileOutcome.NO_LINK);
  }

  /** Roots of the nodes' states at one height, and that which its ordered requests alone give. */
  Set<Hash> stateRoots() throws InterruptedException {
    List<FullNode> nodes = run.nodes.nodes;
    CorrectNodes.await(
        "all are at one height",
        () -> nodes.stream().map(each -> each.ledger().height()).distinct().count() == 1);
    LedgerView ledger = nodes.get(0).ledger();
    long height = run.nodes.height();
    MedicalContract played = new MedicalContract(run.chain.genesis, 4);
    for (long at = 1; at <= height; at++) {
      played.apply(ledger.blockAt(at).orElseThrow().block());
    }
    Set<Hash> roots = new HashSet<>(Set.of(played.stateRoot()));
    for (FullNode each : nodes) {
      roots.add(each.ledger().stateAt(height).orElseThrow().tree().root());
    }
    return roots;
  }
}
