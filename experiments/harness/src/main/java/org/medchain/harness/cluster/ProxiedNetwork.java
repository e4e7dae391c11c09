package org.medchain.harness.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.plan.Reachability;
import org.medchain.node.config.NodeConfig;

/**
 * The links between the nodes of a cluster, a proxy for each direction of connecting. Clients
 * connect to the nodes themselves.
 */
final class ProxiedNetwork implements AutoCloseable {
  private final int nodes;
  private final Map<List<Integer>, LinkProxy> links = new TreeMap<>(ProxiedNetwork::inOrder);

  /** The faults in force, and when each began. */
  private final Map<FaultEvent, Long> faults = new ConcurrentHashMap<>();

  private final UniformRandomProvider random;
  private final Thread ticker;
  private volatile boolean closed;

  private ProxiedNetwork(int nodes, UniformRandomProvider random) {
    this.nodes = nodes;
    this.random = random;
    this.ticker = Thread.ofPlatform().daemon().name("links").unstarted(this::tick);
  }

  private static int inOrder(List<Integer> one, List<Integer> other) {
    int first = Integer.compare(one.get(0), other.get(0));
    return first != 0 ? first : Integer.compare(one.get(1), other.get(1));
  }

  /**
   * Puts proxies between the nodes of a cluster that does not run yet: its configs are rewritten.
   */
  static ProxiedNetwork between(ClusterFolder folder, int nodes, UniformRandomProvider random)
      throws IOException, UserInputException {
    ProxiedNetwork network = new ProxiedNetwork(nodes, random);
    Map<PublicKey, Integer> numbers = new TreeMap<>();
    Set<Integer> wanted = new TreeSet<>();
    for (int node = 0; node < nodes; node++) {
      numbers.put(folder.nodeKey(node), node);
      NodeConfig config = NodeConfigFile.read(folder.nodeFile(node));
      wanted.add(config.listen().getPort());
      wanted.add(config.operator().port());
    }
    for (int node = 0; node < nodes; node++) {
      NodeConfig config = NodeConfigFile.read(folder.nodeFile(node));
      List<NodeConfig.PeerAddress> peers = new ArrayList<>();
      for (NodeConfig.PeerAddress peer : config.peers()) {
        LinkProxy link = proxy(peer.address(), wanted);
        network.links.put(List.of(node, numbers.get(peer.key())), link);
        peers.add(new NodeConfig.PeerAddress(peer.key(), link.address()));
      }
      String text = NodeConfigFile.text(config.withPeers(peers), folder.node(node));
      Files.writeString(folder.nodeFile(node), text);
    }
    network.ticker.start();
    return network;
  }

  /** A node that does not run yet has a port in its config, which no proxy may take. */
  private static LinkProxy proxy(InetSocketAddress target, Set<Integer> wanted) throws IOException {
    LinkProxy proxy = new LinkProxy(target);
    while (wanted.contains(proxy.address().getPort())) {
      proxy.close();
      proxy = new LinkProxy(target);
    }
    return proxy;
  }

  /** A fault begins. */
  void begin(FaultEvent fault) {
    faults.put(fault, System.nanoTime());
    apply();
  }

  /** A fault is healed. */
  void heal(FaultEvent fault) {
    faults.remove(fault);
    apply();
  }

  private void forLinksOf(FaultEvent fault, Consumer<LinkProxy> what) {
    links.forEach(
        (ends, link) -> {
          if (fault.nodes().contains(ends.get(0)) || fault.nodes().contains(ends.get(1))) {
            what.accept(link);
          }
        });
  }

  private void apply() {
    links.forEach(
        (ends, link) -> {
          boolean cut = false;
          double delayMs = 0;
          for (Map.Entry<FaultEvent, Long> each : faults.entrySet()) {
            long sinceNs = System.nanoTime() - each.getValue();
            FaultEvent fault = each.getKey();
            cut |= Reachability.isCut(fault, nodes, ends.get(0), ends.get(1), sinceNs);
            boolean named =
                fault.nodes().contains(ends.get(0)) || fault.nodes().contains(ends.get(1));
            if (fault.kind() == NemesisKind.LATENCY && named) {
              delayMs += fault.amount().orElseThrow();
            }
          }
          link.cut(cut);
          link.delay(Math.round(delayMs * 1e6));
        });
  }

  /** Links that come and go, and what happens so often a second. */
  private void tick() {
    final int perSecond = 50;
    while (!closed) {
      try {
        Thread.sleep(1000 / perSecond);
      } catch (InterruptedException e) {
        return; // the network is closed
      }
      for (FaultEvent fault : faults.keySet()) {
        switch (fault.kind()) {
          case PARTITION_FLAPPING -> apply();
          case RESET -> sometimes(fault, perSecond, LinkProxy::reset);
          case CORRUPTION -> sometimes(fault, perSecond, LinkProxy::changeOneByte);
          default -> {}
        }
      }
    }
  }

  private void sometimes(FaultEvent fault, int perSecond, Consumer<LinkProxy> what) {
    forLinksOf(
        fault,
        link -> {
          if (random.nextDouble() < fault.amount().orElseThrow() / perSecond) {
            what.accept(link);
          }
        });
  }

  @Override
  public void close() throws IOException {
    closed = true;
    ticker.interrupt();
    for (LinkProxy each : links.values()) {
      each.close();
    }
  }
}
