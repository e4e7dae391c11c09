package org.medchain.cluster.local;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.data.PublicKey;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.ShellContext;

/**
 * The configs of a cluster's processes.
 *
 * @param plan of the cluster
 * @param places of its processes
 * @param keys of the nodes, in their order
 */
record ClusterConfigs(ClusterPlan plan, ProcessAddresses places, List<PublicKey> keys) {
  private static final String EVERY_ADDRESS = "0.0.0.0";

  /** Of a node, in its folder. */
  NodeConfig node(int number, Path folder) {
    boolean member = number < plan.nodes();
    boolean traced = plan.processes().trace() && member;
    ShellContext.ShellSettings shell = new ShellContext.ShellSettings(0, List.of());
    return RecordCopy.with(
        config(
            "n" + number,
            places.nodes().get(number),
            folder,
            peers(plan.nodes(), number),
            plan.processes().force()),
        Map.of(
            "superior", member ? Optional.empty() : Optional.of(keys.get(number % plan.nodes())),
            "shell", plan.processes().shell() ? Optional.of(shell) : Optional.empty(),
            "trace", traced ? Optional.of(folder.resolve("trace.part")) : Optional.empty()));
  }

  /** Of the center, in its folder; its data are the authority and its register. */
  NodeConfig center(Path folder) {
    List<NodeConfig.PeerAddress> nodes = peers(keys.size(), -1);
    return RecordCopy.with(
        config("center", places.center(), folder, nodes, true), Map.of("data", folder));
  }

  private NodeConfig config(
      String name,
      ProcessAddresses.ProcessAddress place,
      Path folder,
      List<NodeConfig.PeerAddress> peers,
      boolean force) {
    return RecordCopy.with(
        NodeConfigFile.usual(name, listen(place), folder, peers, plan.consensus(), force),
        Map.of("operator", AdminEndpoint.AdminAddress.local(place.adminPort())));
  }

  private List<NodeConfig.PeerAddress> peers(int count, int except) {
    return IntStream.range(0, count)
        .filter(i -> i != except)
        .mapToObj(i -> new NodeConfig.PeerAddress(keys.get(i), places.nodes().get(i).address()))
        .toList();
  }

  /** Another machine's own name may mean something else there; this machine's does not. */
  private static InetSocketAddress listen(ProcessAddresses.ProcessAddress place) {
    InetSocketAddress address = new InetSocketAddress(place.host(), place.port());
    boolean here = address.getAddress() != null && address.getAddress().isLoopbackAddress();
    return here ? address : new InetSocketAddress(EVERY_ADDRESS, place.port());
  }
}
