package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RegionsConfig;
import org.medchain.comparison.config.RegionsConfig.Placement;
import org.medchain.comparison.workload.CommittedDataset;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.PartyLinks;
import org.medchain.simulation.model.SymbolicSignatures;

/** CLUSTER-28: what is between two processes of a trial is what its config says of them. */
class ProcessTrialTest {
  private static final int NODES = 4;

  private static PartyLinks links(NetworkConfig network) {
    TrialCell cell =
        TrialGrid.of(
                RecordCopy.of(TestTrials.config(NODES, FaultKind.CRASH, 0))
                    .with("protocols", List.of(ProtocolKind.PBFT))
                    .with("network", network)
                    .made())
            .getFirst();
    return new ProcessTrial(cell, CommittedDataset.records(), new SymbolicSignatures()).links();
  }

  @Test
  void eachPairHasItsDelay() {
    PartyLinks links =
        links(
            RecordCopy.of(NetworkConfig.defaults())
                .with("latency", new Latency.Constant(10))
                .with("links", List.of(new LinkConfig(1, 2, new Latency.Uniform(3, 4), 0)))
                .with(
                    "clients",
                    Optional.of(
                        new ClientAccessConfig(
                            List.of(
                                new ClientAccessConfig.ClientLinkConfig(
                                    1, 3, new Latency.Constant(5))),
                            List.of())))
                .made());
    DelayDistribution usual = new DelayDistribution.Constant(10);
    DelayDistribution near = new DelayDistribution.Constant(5);
    assertThat(links.latency(1, 2)).isEqualTo(new DelayDistribution.Uniform(3, 4));
    assertThat(links.latency(2, 1)).as("the way back is a link of its own").isEqualTo(usual);
    assertThat(links.latency(NODES + 1, 3)).isEqualTo(near);
    assertThat(links.latency(3, NODES + 1)).isEqualTo(near);
    assertThat(links.latency(NODES, 3)).isEqualTo(usual);
    assertThat(links.nsPerByte(0, 1)).isEqualTo(80);
  }

  /**
   * CMP-61: nodes 0 to 2 and clients 1 to 3 are in one region, node 3 and client 0 in the other.
   */
  @Test
  void eachPairOfRegionsHasItsDelayAndBandwidth() {
    List<List<Double>> medianMs = List.of(List.of(2.0, 20.0), List.of(40.0, 3.0));
    List<List<Double>> sigma = List.of(List.of(0.1, 0.2), List.of(0.3, 0.4));
    List<List<Double>> mbps = List.of(List.of(100.0, 50.0), List.of(25.0, 200.0));
    PartyLinks links =
        links(
            RecordCopy.of(NetworkConfig.defaults())
                .with(
                    "regions",
                    Optional.of(
                        new RegionsConfig(
                            "x", "made up", "none", List.of("a", "b"), medianMs, sigma, mbps)))
                .with(
                    "placement",
                    Optional.of(
                        List.of(
                            new Placement("a", 3, 0),
                            new Placement("b", 1, 1),
                            new Placement("a", 0, 3))))
                .made());
    int[] regions = {0, 0, 0, 1, 1, 0, 0, 0};
    for (int from = 0; from < regions.length; from++) {
      assertThat(links.region(from)).isEqualTo(regions[from]);
      for (int to = 0; to < regions.length; to++) {
        double median = medianMs.get(regions[from]).get(regions[to]);
        double spread = sigma.get(regions[from]).get(regions[to]);
        assertThat(links.latency(from, to))
            .isEqualTo(new DelayDistribution.Lognormal(median, spread));
        assertThat(links.nsPerByte(from, to))
            .isEqualTo(8_000 / mbps.get(regions[from]).get(regions[to]));
      }
    }
  }
}
