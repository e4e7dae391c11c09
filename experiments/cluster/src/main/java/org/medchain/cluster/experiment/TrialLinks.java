package org.medchain.cluster.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.cluster.link.LinkDirection;
import org.medchain.cluster.link.MeasuredDelays;
import org.medchain.cluster.link.ProxiedLinks;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.metrics.LinkDelays;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.simulation.model.PartyLinks;
import org.medchain.simulation.model.RandomStreams;

/**
 * What is between a trial's nodes and clients: where the config's network is imposed on them, a
 * proxy for each two (CLUSTER-28), and otherwise nothing.
 */
final class TrialLinks implements AutoCloseable {
  private final TrialCell cell;
  private final PartyLinks links;
  private final RandomStreams random;

  /** When each sender's uplink to a region is free (SIM-48), by both. */
  private final Map<List<Integer>, AtomicLong> uplinks = new HashMap<>();

  private final MeasuredDelays measured = new MeasuredDelays();
  private final ProxiedLinks proxies = new ProxiedLinks(this::direction);

  TrialLinks(TrialCell cell, ProcessTrial trial) {
    this.cell = cell;
    this.links = trial.links();
    this.random = new RandomStreams(cell.ownSeed());
  }

  /** Puts them between the nodes of a cluster that does not run yet, and returns it. */
  ClusterFolder between(ClusterFolder folder) throws IOException, UserInputException {
    if (isProxied()) {
      proxies.betweenNodes(folder, cell.nodes());
    }
    return folder;
  }

  private boolean isProxied() {
    return cell.config().processes().isProxied();
  }

  /** Only a node's uplinks are limited. */
  LinkDirection direction(ProxiedLinks.Ends ends) {
    int from = ends.from();
    int to = ends.to();
    int parties = cell.nodes() + cell.config().workload().clients();
    return new LinkDirection(
        links.latency(from, to),
        random.stream("proxied", from * parties + to),
        from < cell.nodes() ? links.nsPerByte(from, to) : 0,
        uplinks.computeIfAbsent(
            List.of(from, links.region(to)), uplink -> new AtomicLong(System.nanoTime())),
        measured);
  }

  /** Where a client reaches nodes that have these addresses. */
  Map<PublicKey, InetSocketAddress> reached(int client, Map<PublicKey, InetSocketAddress> nodes)
      throws IOException {
    Map<PublicKey, InetSocketAddress> reached = new LinkedHashMap<>(nodes);
    if (isProxied()) {
      for (Map.Entry<PublicKey, InetSocketAddress> node : reached.entrySet()) {
        node.setValue(proxies.dialled(cell.nodes() + client, node.getKey(), node.getValue()));
      }
    }
    return reached;
  }

  /** What the proxies did so far; empty where there are none. */
  Optional<LinkDelays> delays() {
    return measured.figures();
  }

  @Override
  public void close() throws IOException {
    proxies.close();
  }
}
