package org.medchain.simulation.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * When the links between nodes come up (SIM-47): at the start, after a crash of either end, and
 * after a partition or an eclipse between the two.
 */
public final class LinkSchedule {
  /** Takes the links of a node that come up at a time. */
  @FunctionalInterface
  public interface LinkConsumer {
    /** {@code peers} are the numbers of the nodes at the other ends. */
    void comeUp(long atNs, int node, List<Integer> peers);
  }

  private final Outages[] nodes;
  private final Partitions partitions;

  /**
   * The links of a run.
   *
   * @param nodes when each is down
   */
  public LinkSchedule(List<Outages> nodes, Partitions partitions) {
    this.nodes = nodes.toArray(Outages[]::new);
    this.partitions = partitions;
  }

  /** Hands over all links of a run, in the order of time and node. */
  public void forEach(LinkConsumer links) {
    TreeSet<Long> times = new TreeSet<>(partitions.endsNs());
    times.add(0L);
    for (Outages each : nodes) {
      times.addAll(each.restartTimesNs());
    }
    for (long atNs : times) {
      boolean[] begins = new boolean[nodes.length];
      for (int node = 0; node < nodes.length; node++) {
        begins[node] = atNs == 0 || nodes[node].restartTimesNs().contains(atNs);
      }
      boolean heals = partitions.endsNs().contains(atNs);
      for (int node = 0; node < nodes.length; node++) {
        List<Integer> peers = peers(atNs, node, begins, heals);
        if (!peers.isEmpty()) {
          links.comeUp(atNs, node, peers);
        }
      }
    }
  }

  private List<Integer> peers(long atNs, int node, boolean[] begins, boolean heals) {
    List<Integer> peers = new ArrayList<>();
    for (int peer = 0; peer < nodes.length; peer++) {
      boolean wasDown =
          begins[node] || begins[peer] || (heals && partitions.isCut(node, peer, atNs - 1));
      if (peer != node
          && wasDown
          && !nodes[node].isDown(atNs)
          && !nodes[peer].isDown(atNs)
          && !partitions.isCut(node, peer, atNs)) {
        peers.add(peer);
      }
    }
    return peers;
  }
}
