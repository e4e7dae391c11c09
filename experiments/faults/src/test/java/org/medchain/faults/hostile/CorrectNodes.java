package org.medchain.faults.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.consensus.Replica;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.ForwardingReplicaNetwork;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerView;

/** The three correct members of four, as they run in a process, and what is asserted of them. */
final class CorrectNodes implements AutoCloseable {
  private static final long LIMIT_NS = 120_000_000_000L;

  final List<FullNode> nodes = new ArrayList<>();
  private final List<ObservedReplica> replicas = new ArrayList<>();
  private final List<NodeConfig.PeerAddress> addresses;

  CorrectNodes(HostileChain chain, RecordedTraffic traffic, HostileTable table) throws Exception {
    Set<PublicKey> hostile = new TreeSet<>();
    chain.hostile.values().forEach(each -> hostile.add(each.ledger().publicKey()));
    NodePorts ports =
        new NodePorts() {
          @Override
          public Replica replica(HostedReplica correct) {
            ObservedReplica replica = new ObservedReplica(correct.replica(), hostile, table);
            replicas.add(replica);
            return replica;
          }

          @Override
          public ReplicaNetwork network(HostedNetwork own) {
            return new ForwardingReplicaNetwork(own.network()) {
              @Override
              public void broadcast(Envelope envelope) {
                traffic.add(envelope);
                super.broadcast(envelope);
              }

              @Override
              public void send(PublicKey to, Envelope envelope) {
                traffic.add(envelope);
                super.send(to, envelope);
              }
            };
          }
        };
    for (int i = 0; i < HostileChain.CORRECT; i++) {
      NodeConfig config = NodeConfigFile.read(chain.files.nodeFile(i));
      nodes.add(FullNode.start(config, ports, (view, height) -> {}));
    }
    addresses = chain.files.addresses(List.of(0, 1, 2));
  }

  List<NodeConfig.PeerAddress> addresses() {
    return addresses;
  }

  /** Id of the thread of a node's replica. */
  long thread(int number) {
    return replicas.get(number).thread();
  }

  /** Signatures that a node has checked so far, without those that it had checked before. */
  long checks(int number) {
    return nodes.get(number).meters().find("medchain.crypto.verified").functionCounters().stream()
        .mapToLong(each -> (long) each.count())
        .sum();
  }

  long height() {
    return nodes.stream().mapToLong(each -> each.ledger().height()).min().orElseThrow();
  }

  /** Why they have to stop; empty while all of them run. */
  Optional<String> failure() {
    return nodes.stream()
        .filter(each -> each.failed().isDone())
        .findFirst()
        .map(each -> String.valueOf(each.failed().join()));
  }

  static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long endNs = System.nanoTime() + LIMIT_NS;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - endNs > 0) {
        throw new AssertionError("not in time: " + what);
      }
      Thread.sleep(5);
    }
  }

  /** Whether every node has executed this transaction in a block above a height. */
  boolean executed(Transaction transaction, long above) {
    return nodes.stream().allMatch(each -> holds(each.ledger(), transaction, above));
  }

  private static boolean holds(LedgerView ledger, Transaction transaction, long above) {
    for (long height = ledger.height(); height > above; height--) {
      Optional<CertifiedBlock> block = ledger.blockAt(height);
      if (block.isPresent() && block.get().block().transactions().contains(transaction)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    for (FullNode each : nodes) {
      each.close();
    }
  }
}
