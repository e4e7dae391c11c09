package org.medchain.comparison.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.RegionsConfig.Placement;

/**
 * The links between all nodes and clients (key {@code network}), all equal except the named ones,
 * or of a matrix of regions, of which equal links are the one with a single region (CMP-61).
 *
 * @param latency one-way delay of a message
 * @param bandwidthMbps of a node's outgoing link, in 10^6 bits a second, more than 0
 * @param loss probability that a message is lost on a healthy link, 0 to under 1
 * @param links those between nodes that differ, each direction at most once; default none
 * @param clients how clients reach the nodes; default over links like all others, each request sent
 *     to all nodes
 * @param neighbours the links of proof of work's nodes: pairs, or one number alone, of links that
 *     are drawn for each (CMP-57); default between all
 * @param regions have latencies and bandwidths in place of those above; default none
 * @param placement in which region nodes and clients are; default one after the other in each
 */
public record NetworkConfig(
    Latency latency,
    double bandwidthMbps,
    double loss,
    List<LinkConfig> links,
    Optional<ClientAccessConfig> clients,
    Optional<List<List<Integer>>> neighbours,
    Optional<RegionsConfig> regions,
    Optional<List<Placement>> placement) {
  private static final double DEFAULT_MBPS = 100;

  /** Checks what does not go together and copies the lists. */
  public NetworkConfig {
    links = List.copyOf(links);
    ConfigChecks.distinct(
        "network.links[%s] must be a new direction, not again from %s to %s",
        links, link -> List.of(link.from(), link.to()));
    placement = placement.map(List::copyOf);
    if (regions.isPresent()) {
      requireLeftOut("network.latency", latency.equals(Latency.defaults()), "beside");
      requireLeftOut("network.bandwidth_mbps", bandwidthMbps == DEFAULT_MBPS, "beside");
      requireNames(placement.orElse(List.of()), regions.get().names());
    } else {
      requireLeftOut("network.placement", placement.isEmpty(), "without");
    }
  }

  private static void requireLeftOut(String key, boolean leftOut, String where) {
    ConfigChecks.refuseIf(
        !leftOut, key + " must be left out " + where + " network.regions, not given");
  }

  private static void requireNames(List<Placement> items, List<String> names) {
    for (int i = 0; i < items.size(); i++) {
      ConfigChecks.refuseIf(
          !names.contains(items.get(i).region()),
          "network.placement[%s].region must be one of %s, not %s"
              .formatted(i, String.join(", ", names), items.get(i).region()));
    }
  }

  /** The default latency, 100 Mbit/s, nothing lost, all links alike. */
  public static NetworkConfig defaults() {
    return RecordCopy.ofNothing(NetworkConfig.class)
        .with("latency", Latency.defaults())
        .with("bandwidthMbps", DEFAULT_MBPS)
        .with("loss", 0.0)
        .with("links", List.of())
        .made();
  }

  /** The same with other links named. */
  public NetworkConfig withLinks(List<LinkConfig> others) {
    return RecordCopy.with(this, "links", others);
  }

  /** The paths by the sender's region and, within it, by the receiver's; one where all is alike. */
  public List<List<RegionsConfig.Path>> paths() {
    return regions
        .map(RegionsConfig::paths)
        .orElseGet(() -> List.of(List.of(new RegionsConfig.Path(latency, bandwidthMbps))));
  }

  /** The number of each node's region, in the nodes' order; beyond the last it begins again. */
  public List<Integer> nodeRegions() {
    return regionNumbers(Placement::nodes);
  }

  /** The same of clients. */
  public List<Integer> clientRegions() {
    return regionNumbers(Placement::clients);
  }

  private List<Integer> regionNumbers(ToIntFunction<Placement> count) {
    List<String> names = regions.map(RegionsConfig::names).orElse(List.of(""));
    List<Integer> placed = new ArrayList<>();
    for (Placement each : placement.orElse(List.of())) {
      placed.addAll(Collections.nCopies(count.applyAsInt(each), names.indexOf(each.region())));
    }
    return placed.isEmpty() ? IntStream.range(0, names.size()).boxed().toList() : placed;
  }

  /** One-way delay of a message between two nodes: of their own link, or of their regions. */
  public Latency delayOf(int from, int to) {
    List<Integer> at = nodeRegions();
    return links.stream()
        .filter(link -> link.from() == from && link.to() == to)
        .map(LinkConfig::latency)
        .findFirst()
        .orElseGet(
            () -> paths().get(at.get(from % at.size())).get(at.get(to % at.size())).latency());
  }

  /** The delays of all paths between regions, and of all links of their own. */
  public Stream<Latency> delays() {
    return Stream.of(
            paths().stream().flatMap(List::stream).map(RegionsConfig.Path::latency),
            links.stream().map(LinkConfig::latency),
            clients.stream().flatMap(each -> each.links().stream()).map(ClientLinkConfig::latency))
        .flatMap(each -> each);
  }

  /** Checks that the placement, if it counts nodes or clients, counts all of them. */
  void requireAllPlaced(List<Integer> nodes, int clientCount) {
    for (int count : nodes) {
      requireSum(Placement::nodes, count, "nodes in all, as nodes says");
    }
    requireSum(Placement::clients, clientCount, "clients in all, as workload.clients says");
  }

  private void requireSum(ToIntFunction<Placement> part, int all, String what) {
    int sum = placement.orElse(List.of()).stream().mapToInt(part).sum();
    ConfigChecks.refuseIf(
        sum > 0 && sum != all,
        "network.placement must be of " + all + " " + what + ", not of " + sum);
  }

  /** Checks that every named link exists among these nodes. */
  void requireNodesBelow(int smallest) {
    for (int i = 0; i < links.size(); i++) {
      String key = "network.links[" + i + "].";
      ConfigChecks.indexExists(key + "from", links.get(i).from(), smallest, "smallest of nodes");
      ConfigChecks.indexExists(key + "to", links.get(i).to(), smallest, "smallest of nodes");
    }
    clients.ifPresent(each -> each.requireNodesBelow(smallest));
  }

  /** Checks what the clients' number and requests have to be. */
  void requireClients(int number, RequestProofKind requests) {
    clients.ifPresent(each -> each.requireClients(number));
    boolean relayed = clients.filter(each -> !each.agencies().isEmpty()).isPresent();
    ConfigChecks.refuseIf(
        relayed && requests == RequestProofKind.MACS,
        "network.clients.agencies must be left out where pbft.requests is macs: an agency cannot"
            + " check codes for others");
  }

  /** The same with the links in the order of their nodes: their order in a file means nothing. */
  NetworkConfig canonical() {
    List<LinkConfig> sorted =
        links.stream()
            .sorted(Comparator.comparingInt(LinkConfig::from).thenComparingInt(LinkConfig::to))
            .toList();
    Optional<ClientAccessConfig> access = clients.map(ClientAccessConfig::canonical);
    return RecordCopy.of(this).with("links", sorted).with("clients", access).made();
  }
}
