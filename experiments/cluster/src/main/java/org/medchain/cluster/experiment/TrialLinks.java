package org.medchain.cluster.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.cluster.link.LinkDirection;
import org.medchain.cluster.link.MeasuredDelays;
import org.medchain.cluster.link.ProxiedLinks;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.metrics.LinkDelays;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;

/**
 * What is between a trial's nodes and clients: where the config's network is imposed on them, a
 * proxy for each two (CLUSTER-28), and otherwise nothing.
 */
final class TrialLinks implements AutoCloseable {
  private final TrialCell cell;
  private final ProcessTrial trial;
  private final Map<ProxiedLinks.Ends, LinkDirection.Uplink> uplinks = new HashMap<>();
  private final Map<ProxiedLinks.Ends, LinkDirection> directions = new HashMap<>();
  private final MeasuredDelays measured = new MeasuredDelays();
  private final ProxiedLinks proxies = new ProxiedLinks(this::direction);

  TrialLinks(TrialCell cell, ProcessTrial trial) {
    this.cell = cell;
    this.trial = trial;
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

  /** Each direction has its draws once, whichever of both parties dials. */
  private LinkDirection direction(int from, int to) {
    return directions.computeIfAbsent(new ProxiedLinks.Ends(from, to), ends -> made(from, to));
  }

  private LinkDirection made(int from, int to) {
    int parties = cell.nodes() + cell.config().workload().clients();
    double nsPerByte = from < cell.nodes() ? trial.uplinkNsPerByte(from, to) : 0;
    return new LinkDirection(
        trial.delay(from, to),
        trial.random().stream("proxied", from * parties + to),
        uplinks.computeIfAbsent(
            new ProxiedLinks.Ends(from, trial.region(to)),
            ends -> new LinkDirection.Uplink(nsPerByte)),
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
