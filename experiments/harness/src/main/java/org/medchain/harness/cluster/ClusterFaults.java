package org.medchain.harness.cluster;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.harness.cluster.ClusterFault.NodeAction;
import org.medchain.harness.plan.NemesisKind;

/**
 * What this host does for each kind of fault (FAULT-3): a new kind is a line here, and a class if
 * it is more than one action at each node.
 */
final class ClusterFaults {
  private final Map<NemesisKind, ClusterFault> table = new EnumMap<>(NemesisKind.class);

  /**
   * The table.
   *
   * @param copies folder for copies of stores that come back later
   */
  ClusterFaults(
      ClusterNodes nodes,
      ProxiedNetwork network,
      StoreDamage damage,
      InjectedNodeFaults injected,
      Path copies) {
    table.put(NemesisKind.KILL, ClusterFault.each(nodes::kill, nodes::start));
    table.put(
        NemesisKind.PAUSE,
        ClusterFault.each(node -> nodes.signal(node, "STOP"), node -> nodes.signal(node, "CONT")));
    table.put(NemesisKind.SIGNAL_INT, new EndingSignal(nodes, "INT", false));
    table.put(NemesisKind.SIGNAL_TERM, new EndingSignal(nodes, "TERM", false));
    table.put(NemesisKind.SIGNAL_HUP, new EndingSignal(nodes, "HUP", false));
    table.put(NemesisKind.SIGNAL_GROUP, new EndingSignal(nodes, "INT", true));
    // A JVM lists its threads and continues: that it ended would be a surprise.
    table.put(NemesisKind.SIGNAL_QUIT, ClusterFault.each(nodes::listThreads, NodeAction.NOTHING));
    table.put(NemesisKind.ROLLING_RESTART, ClusterFault.each(nodes::restart, NodeAction.NOTHING));
    ClusterFault service = new ServiceFault(nodes);
    table.put(NemesisKind.SERVICE_LATENCY, service);
    table.put(NemesisKind.SERVICE_EXCEPTION, service);
    putNetwork(new NetworkFault(network));
    putInside(nodes, injected);
    putStore(nodes, damage, copies);
  }

  /**
   * What the center's operator does.
   *
   * @param spare number of the node that takes a member's place
   */
  ClusterFaults with(CenterOperator operator, int spare) {
    table.put(NemesisKind.CLIENT_REVOCATION, new ClientRevocation(operator));
    table.put(
        NemesisKind.MEMBER_REVOCATION, ClusterFault.each(operator::revokeNode, NodeAction.NOTHING));
    table.put(NemesisKind.MEMBERSHIP, new SpareNode(operator, spare));
    return this;
  }

  /** The change to another version. */
  ClusterFaults with(RollingUpgrade upgrade) {
    table.put(NemesisKind.ROLLING_UPGRADE, upgrade);
    return this;
  }

  /** Peers that send arbitrary messages. */
  ClusterFaults with(HostilePeerFault hostile) {
    for (NemesisKind kind : NemesisKind.values()) {
      if (kind.group() == NemesisKind.Group.HOSTILE) {
        table.put(kind, hostile);
      }
    }
    return this;
  }

  private void putNetwork(ClusterFault links) {
    table.put(NemesisKind.PARTITION_HALVES, links);
    table.put(NemesisKind.PARTITION_RING, links);
    table.put(NemesisKind.PARTITION_BRIDGE, links);
    table.put(NemesisKind.PARTITION_SINGLE, links);
    table.put(NemesisKind.PARTITION_FLAPPING, links);
    table.put(NemesisKind.LATENCY, links);
    table.put(NemesisKind.RESET, links);
    table.put(NemesisKind.CORRUPTION, links);
  }

  private void putInside(ClusterNodes nodes, InjectedNodeFaults injected) {
    ClusterFault running = new InsideFault(nodes, injected);
    table.put(NemesisKind.LOSS, running);
    table.put(NemesisKind.REORDERING, running);
    table.put(NemesisKind.DUPLICATION, running);
    table.put(NemesisKind.CLOCK_JUMP, running);
    table.put(NemesisKind.CLOCK_DRIFT, running);
    table.put(NemesisKind.DISK_SLOW, running);
    table.put(NemesisKind.MEMORY, running);
    table.put(NemesisKind.CPU, running);
    ClusterFault fatal = new FatalDiskFault(nodes, injected);
    table.put(NemesisKind.DISK_FULL, fatal);
    table.put(NemesisKind.DISK_ERROR, fatal);
    table.put(NemesisKind.POWER_LOSS, new PowerLoss(nodes, injected));
    table.put(NemesisKind.BYZANTINE, new ByzantineFault(nodes, injected));
  }

  private void putStore(ClusterNodes nodes, StoreDamage damage, Path copies) {
    ClusterFault damaged = new DamagedStore(nodes, damage);
    table.put(NemesisKind.STORE_WIPE, damaged);
    table.put(NemesisKind.STORE_CUT, damaged);
    table.put(NemesisKind.STORE_FLIP, damaged);
    table.put(NemesisKind.STORE_SWAP, damaged);
    table.put(NemesisKind.STORE_REMOVE, damaged);
    table.put(NemesisKind.STORE_OLD_COPY, new OldCopy(nodes, copies));
  }

  /** What to do for a kind; empty where this host cannot do it. */
  Optional<ClusterFault> of(NemesisKind kind) {
    return Optional.ofNullable(table.get(kind));
  }
}
