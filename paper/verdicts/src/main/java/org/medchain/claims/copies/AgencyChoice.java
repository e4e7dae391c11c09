package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ClientLinkConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.agency.NearestAgencySelector;
import org.medchain.node.agency.NearestAgencySelector.SelectionSettings;
import org.medchain.simulation.model.DelayDistribution;

/**
 * Which agency each client of a config chooses: a node's own selector is given round trips that are
 * drawn from the links of the config.
 */
final class AgencyChoice {
  /** Round trips to each agency before the choice: what a client measures in half a minute. */
  private static final int ROUNDS = 10;

  private static final long ROUND_NS = 3_000_000_000L;

  private final NetworkConfig network;
  private final List<Integer> agencies;
  private final int clients;
  private final Map<PublicKey, Integer> nodes = new LinkedHashMap<>();

  /**
   * Of the agencies that the config names.
   *
   * @param clients of the config
   */
  AgencyChoice(NetworkConfig network, int clients) {
    this.network = network;
    this.clients = clients;
    this.agencies = List.copyOf(new TreeSet<>(access(network).agencies()));
    agencies.forEach(node -> nodes.put(key(node), node));
  }

  private static ClientAccessConfig access(NetworkConfig network) {
    return network.clients().orElseThrow();
  }

  private static PublicKey key(int node) {
    return new PublicKey(Hash.of(Bytes.utf8("agency " + node)).toBytes());
  }

  private Latency latency(int client, int node) {
    return access(network).links().stream()
        .filter(link -> link.client() == client && link.node() == node)
        .map(ClientLinkConfig::latency)
        .findFirst()
        .orElse(network.latency());
  }

  /** For each client the agency with the shortest way. */
  List<Integer> nearest() {
    return byDistance(0);
  }

  /** For each client the agency with the longest way. */
  List<Integer> farthest() {
    return byDistance(agencies.size() - 1);
  }

  private List<Integer> byDistance(int place) {
    List<Integer> chosen = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      int own = client;
      chosen.add(
          agencies.stream()
              .sorted(Comparator.comparingDouble(node -> latency(own, node).medianDelayMs()))
              .toList()
              .get(place));
    }
    return chosen;
  }

  /** For each client any agency. */
  List<Integer> drawn(UniformRandomProvider random) {
    List<Integer> chosen = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      chosen.add(agencies.get(random.nextInt(agencies.size())));
    }
    return chosen;
  }

  /** For each client the agency that the selector chooses. */
  List<Integer> selected(UniformRandomProvider random) {
    List<Integer> chosen = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      chosen.add(selected(client, random));
    }
    return chosen;
  }

  private int selected(int client, UniformRandomProvider random) {
    NearestAgencySelector selector = new NearestAgencySelector(SelectionSettings.DEFAULT);
    long nowNs = 0;
    for (int round = 0; round < ROUNDS; round++) {
      selector.connected(nodes.keySet(), nowNs);
      for (Map.Entry<PublicKey, Integer> each : nodes.entrySet()) {
        DelayDistribution way = distribution(latency(client, each.getValue()));
        selector.measured(each.getKey(), way.drawNs(random) + way.drawNs(random), nowNs);
      }
      nowNs += ROUND_NS;
    }
    return nodes.get(selector.current().orElseThrow());
  }

  private static DelayDistribution distribution(Latency latency) {
    return switch (latency) {
      case Latency.Constant it -> new DelayDistribution.Constant(it.ms());
      case Latency.Uniform it -> new DelayDistribution.Uniform(it.minMs(), it.maxMs());
      case Latency.Exponential it -> new DelayDistribution.Exponential(it.minMs(), it.meanMs());
      case Latency.Lognormal it -> new DelayDistribution.Lognormal(it.medianMs(), it.sigma());
    };
  }
}
