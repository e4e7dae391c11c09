package org.medchain.faults.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.cluster.link.LinkDirection;
import org.medchain.cluster.link.LinkProxy;
import org.medchain.cluster.link.ProxiedLinks;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.plan.Reachability;

/**
 * The links between the nodes of a cluster, a proxy for each direction of connecting. Clients
 * connect to the nodes themselves.
 */
final class ProxiedNetwork implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 50;

  private final int nodes;
  private final ProxiedLinks links = new ProxiedLinks(ends -> LinkDirection.undelayed());

  /** The faults in force, and when each began. */
  private final Map<FaultEvent, Long> faults = new ConcurrentHashMap<>();

  private final UniformRandomProvider random;
  private final Thread ticker;

  private ProxiedNetwork(int nodes, UniformRandomProvider random) {
    this.nodes = nodes;
    this.random = random;
    this.ticker = Thread.ofPlatform().daemon().name("links").unstarted(this::tick);
  }

  /**
   * Puts proxies between the nodes of a cluster that does not run yet: its configs are rewritten.
   */
  static ProxiedNetwork between(ClusterFolder folder, int nodes, UniformRandomProvider random)
      throws IOException, UserInputException {
    ProxiedNetwork network = new ProxiedNetwork(nodes, random);
    network.links.betweenNodes(folder, nodes);
    network.ticker.start();
    return network;
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

  private static boolean isOf(FaultEvent fault, ProxiedLinks.Ends ends) {
    return fault.nodes().contains(ends.from()) || fault.nodes().contains(ends.to());
  }

  private void apply() {
    links.forEach(
        (ends, link) -> {
          boolean cut = false;
          double delayMs = 0;
          for (Map.Entry<FaultEvent, Long> each : faults.entrySet()) {
            long sinceNs = System.nanoTime() - each.getValue();
            FaultEvent fault = each.getKey();
            cut |= Reachability.isCut(fault, nodes, ends.from(), ends.to(), sinceNs);
            if (fault.kind() == NemesisKind.LATENCY && isOf(fault, ends)) {
              delayMs += fault.amount().orElseThrow();
            }
          }
          link.cut(cut);
          link.delay(Math.round(delayMs * 1e6));
        });
  }

  /** Links that come and go, and what happens so often a second. */
  private void tick() {
    while (true) {
      try {
        Thread.sleep(1000 / TICKS_PER_SECOND);
      } catch (InterruptedException e) {
        return; // the network is closed
      }
      for (FaultEvent fault : faults.keySet()) {
        switch (fault.kind()) {
          case PARTITION_FLAPPING -> apply();
          case RESET -> sometimes(fault, LinkProxy::reset);
          case CORRUPTION -> sometimes(fault, LinkProxy::changeOneByte);
          default -> {}
        }
      }
    }
  }

  private void sometimes(FaultEvent fault, Consumer<LinkProxy> what) {
    double probability = fault.amount().orElseThrow() / TICKS_PER_SECOND;
    links.forEach(
        (ends, link) -> {
          if (isOf(fault, ends) && random.nextDouble() < probability) {
            what.accept(link);
          }
        });
  }

  @Override
  public void close() throws IOException {
    ticker.interrupt();
    links.close();
  }
}
