package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.cluster.link.LinkDirection;
import org.medchain.cluster.link.ProxiedLinks;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.simulation.model.DelayDistribution;

/** CLUSTER-28: what is between the parties of a trial, without its processes. */
class TrialLinksTest {
  /** Of nodes 0 to 3 and clients 4 and 5. */
  private static final int[] REGIONS = {0, 0, 1, 1, 0, 1};

  private static final int NODES = 4;
  private static final double[][] MEDIAN_MS = {{2, 20}, {40, 3}};
  private static final double[][] SIGMA = {{0.1, 0.2}, {0.3, 0.4}};
  private static final double[][] MBPS = {{100, 50}, {25, 200}};

  @TempDir Path folder;

  private TrialLinks links(String network) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            name: q
            host: cluster
            protocols: [pbft]
            nodes: [4]
            repeats: 1
            workload: {rate_tps: 20, clients: 2, duration_s: 2, warmup_s: 0.5, drain_s: 120}
            """
                + network);
    TrialCell cell = LoadedConfig.read(file, ConfigOverrides.NONE).grid().getFirst();
    SyntheticRecords records =
        SyntheticRecords.read(Repository.file("datasets/synthea-sample")).first(20);
    return new TrialLinks(cell, new ProcessTrial(cell, records, NativeEd25519.orPortable()));
  }

  /** SIM-48: a node has an uplink to each region, which all that it sends there takes in turn. */
  @Test
  void eachPairOfRegionsHasItsDelayAndUplink() throws Exception {
    Files.writeString(
        folder.resolve("n.yaml"),
        """
        name: mine
        source: made up
        licence: none
        names: [a, b]
        median_ms: [[2, 20], [40, 3]]
        sigma: [[0.1, 0.2], [0.3, 0.4]]
        bandwidth_mbps: [[100, 50], [25, 200]]
        """);
    String network =
        """
        network:
          regions: n.yaml
          placement: [{region: a, nodes: 2, clients: 1}, {region: b, nodes: 2, clients: 1}]
        """;
    try (TrialLinks links = links(network)) {
      LinkDirection[][] between = new LinkDirection[REGIONS.length][REGIONS.length];
      for (int from = 0; from < REGIONS.length; from++) {
        for (int to = 0; to < REGIONS.length; to++) {
          int a = REGIONS[from];
          int b = REGIONS[to];
          between[from][to] = links.direction(new ProxiedLinks.Ends(from, to));
          assertThat(between[from][to].latency())
              .isEqualTo(new DelayDistribution.Lognormal(MEDIAN_MS[a][b], SIGMA[a][b]));
          assertThat(between[from][to].nsPerByte())
              .as("a client's uplink is not limited")
              .isEqualTo(from < NODES ? 8_000 / MBPS[a][b] : 0);
        }
      }
      for (LinkDirection[] sent : between) {
        for (int to = 1; to < REGIONS.length; to++) {
          if (REGIONS[to] == REGIONS[0]) {
            assertThat(sent[to].uplinkFreeNs()).isSameAs(sent[0].uplinkFreeNs());
          } else {
            assertThat(sent[to].uplinkFreeNs()).isNotSameAs(sent[0].uplinkFreeNs());
          }
        }
      }
      assertThat(between[1][0].uplinkFreeNs()).isNotSameAs(between[0][1].uplinkFreeNs());
    }
  }

  /** Without a network of its own, nothing is between them. */
  @Test
  void theDefaultNetworkIsTheMachinesOwn() throws Exception {
    Map<PublicKey, InetSocketAddress> nodes =
        Map.of(
            new PublicKey(Bytes.of(new byte[PublicKey.SIZE])),
            InetSocketAddress.createUnresolved("localhost", 1));
    try (TrialLinks links = links("")) {
      assertThat(links.reached(0, nodes)).isEqualTo(nodes);
      assertThat(links.delays()).isEmpty();
    }
  }
}
