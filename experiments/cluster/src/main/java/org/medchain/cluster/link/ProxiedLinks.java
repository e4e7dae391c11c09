package org.medchain.cluster.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;

/**
 * The links of a cluster's nodes, a proxy for each two parties of which one dials the other. They
 * are in the process that made them, and so end with it.
 */
public final class ProxiedLinks implements AutoCloseable {
  private final Map<Ends, LinkProxy> proxies = new LinkedHashMap<>();
  private final Map<PublicKey, Integer> numbers = new HashMap<>();
  private final Map<Ends, LinkDirection> directions = new HashMap<>();
  private final Function<Ends, LinkDirection> choice;

  /** A node that does not run yet has a port in its config, which no proxy may take. */
  private final Set<Integer> wanted = new TreeSet<>();

  /**
   * The parties of a link: nodes by their numbers, then other parties.
   *
   * @param from the one that dials, or sends
   * @param to the node that is dialled, or the receiver
   */
  public record Ends(int from, int to) {}

  /**
   * No links yet.
   *
   * @param choice of what lies in one direction, once for each, whichever of both parties dials
   */
  public ProxiedLinks(Function<Ends, LinkDirection> choice) {
    this.choice = choice;
  }

  /**
   * Puts proxies between the first nodes of a cluster that does not run yet: their configs are
   * rewritten.
   */
  public void betweenNodes(ClusterFolder folder, int nodes) throws IOException, UserInputException {
    List<NodeConfig> configs = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      numbers.put(folder.nodeKey(node), node);
      configs.add(NodeConfigFile.read(folder.nodeFile(node)));
      wanted.add(configs.getLast().listen().getPort());
      wanted.add(configs.getLast().operator().port());
    }
    for (int from = 0; from < nodes; from++) {
      Map<PublicKey, PeerAddress> dialled = new HashMap<>();
      for (PeerAddress to : configs.get(from).peers()) {
        dialled.put(to.key(), new PeerAddress(to.key(), dialled(from, to.key(), to.address())));
      }
      NodeConfigFile.changePeers(
          folder.nodeFile(from),
          peers -> peers.stream().map(each -> dialled.get(each.key())).toList());
    }
  }

  /** Where one party is to dial a node that has this address. */
  public InetSocketAddress dialled(int from, PublicKey node, InetSocketAddress at)
      throws IOException {
    int to = numbers.get(node);
    LinkProxy proxy = proxy(from, to, at);
    while (wanted.contains(proxy.address().getPort())) {
      proxy.close();
      proxy = proxy(from, to, at);
    }
    proxies.put(new Ends(from, to), proxy);
    return proxy.address();
  }

  private LinkProxy proxy(int from, int to, InetSocketAddress node) throws IOException {
    LinkDirection there = directions.computeIfAbsent(new Ends(from, to), choice);
    return new LinkProxy(node, there, directions.computeIfAbsent(new Ends(to, from), choice));
  }

  /** Does something with each. */
  public void forEach(BiConsumer<Ends, LinkProxy> what) {
    proxies.forEach(what);
  }

  @Override
  public void close() throws IOException {
    for (LinkProxy each : proxies.values()) {
      each.close();
    }
  }
}
