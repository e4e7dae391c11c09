package org.medchain.cluster.local;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.PublicKey;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.LogSettings;
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
    return new NodeConfig(
        "n" + number,
        listen(places.nodes().get(number)),
        folder.resolve(ClusterFolder.GENESIS),
        folder.resolve("credentials"),
        folder.resolve("data"),
        peers(plan.nodes(), number),
        member ? Optional.empty() : Optional.of(keys.get(number % plan.nodes())),
        plan.consensus(),
        plan.processes().force(),
        AdminEndpoint.AdminAddress.local(places.nodes().get(number).adminPort()),
        plan.processes().shell()
            ? Optional.of(new ShellContext.ShellSettings(0, List.of()))
            : Optional.empty(),
        LogSettings.defaults(folder.resolve("log")),
        plan.processes().trace() && member
            ? Optional.of(folder.resolve("trace.part"))
            : Optional.empty());
  }

  /** Of the center, in its folder; its data are the authority and its register. */
  NodeConfig center(Path folder) {
    return new NodeConfig(
        "center",
        listen(places.center()),
        folder.resolve(ClusterFolder.GENESIS),
        folder.resolve("credentials"),
        folder,
        peers(keys.size(), -1),
        Optional.empty(),
        plan.consensus(),
        true,
        AdminEndpoint.AdminAddress.local(places.center().adminPort()),
        Optional.empty(),
        LogSettings.defaults(folder.resolve("log")),
        Optional.empty());
  }

  private List<NodeConfig.PeerAddress> peers(int count, int except) {
    List<NodeConfig.PeerAddress> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i != except) {
        peers.add(new NodeConfig.PeerAddress(keys.get(i), places.nodes().get(i).address()));
      }
    }
    return peers;
  }

  /** Another machine's own name may mean something else there; this machine's does not. */
  private static InetSocketAddress listen(ProcessAddresses.ProcessAddress place) {
    InetSocketAddress address = new InetSocketAddress(place.host(), place.port());
    boolean here = address.getAddress() != null && address.getAddress().isLoopbackAddress();
    return here ? address : new InetSocketAddress(EVERY_ADDRESS, place.port());
  }
}
