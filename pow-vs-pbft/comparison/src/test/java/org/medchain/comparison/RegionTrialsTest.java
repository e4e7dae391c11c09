package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.comparison.TestTrials.run;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RegionsConfig;
import org.medchain.comparison.config.RegionsConfig.Placement;
import org.medchain.comparison.metrics.TrialOutcome;

/** CMP-61: regions of a config, of which equal links are the case of one, in whole trials. */
class RegionTrialsTest {
  private static final int NODES = 4;
  private static final List<List<Double>> THREE = square(3, 100);

  private static List<List<Double>> square(int count, double value) {
    return Collections.nCopies(count, Collections.nCopies(count, value));
  }

  private static RegionsConfig regions(
      List<String> names,
      List<List<Double>> medianMs,
      List<List<Double>> sigma,
      List<List<Double>> mbps) {
    return new RegionsConfig("x", "made up", "none", names, medianMs, sigma, mbps);
  }

  private static NetworkConfig network(
      Latency latency, double mbps, RegionsConfig regions, List<Placement> placement) {
    return RecordCopy.of(NetworkConfig.defaults())
        .with("latency", latency)
        .with("bandwidthMbps", mbps)
        .with("regions", Optional.of(regions))
        .with("placement", Optional.of(placement).filter(items -> !items.isEmpty()))
        .made();
  }

  private static NetworkConfig network(RegionsConfig regions, Placement... placement) {
    return network(Latency.defaults(), 100, regions, List.of(placement));
  }

  /** Within a region 2 ms, and 20, 40 or 60 ms between two. */
  private static RegionsConfig three() {
    return regions(
        List.of("a", "b", "c"),
        List.of(List.of(2.0, 20.0, 40.0), List.of(20.0, 2.0, 60.0), List.of(40.0, 60.0, 2.0)),
        square(3, 0.1),
        THREE);
  }

  private static ExperimentConfig config(NetworkConfig network) {
    return RecordCopy.with(TestTrials.config(NODES, FaultKind.CRASH, 0), "network", network);
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void oneRegionIsTheNetworkOfEqualLinks(ProtocolKind protocol) {
    Latency uniform = new Latency.Lognormal(23, 0.5);
    RegionsConfig one = regions(List.of("all"), square(1, 23), square(1, 0.5), square(1, 4));
    TrialResult equal =
        run(
            protocol,
            config(
                RecordCopy.of(NetworkConfig.defaults())
                    .with("latency", uniform)
                    .with("bandwidthMbps", 4.0)
                    .made()));
    TrialResult found = run(protocol, config(network(one)));
    assertThat(found.traceHash()).isEqualTo(equal.traceHash());
    for (TrialColumn column : TrialColumn.values()) {
      assertThat(column.text(found)).as(column.name()).isEqualTo(column.text(equal));
    }
    assertThat(found.latency()).isEqualTo(equal.latency());
    assertThat(run(protocol, config(network(three()))).traceHash()).isNotEqualTo(equal.traceHash());
  }

  /** Without a placement parties are one after the other in each region, which may be said too. */
  @Test
  void placementNumbersNodesAndClientsInItsOrder() {
    NetworkConfig usual = network(three());
    assertThat(usual.nodeRegions()).containsExactly(0, 1, 2);
    NetworkConfig written =
        network(
            three(),
            new Placement("a", 1, 2),
            new Placement("b", 1, 1),
            new Placement("c", 1, 1),
            new Placement("a", 1, 0));
    assertThat(written.nodeRegions()).containsExactly(0, 1, 2, 0);
    assertThat(written.clientRegions()).containsExactly(0, 0, 1, 2);
    TrialResult result = run(ProtocolKind.PBFT, config(written));
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    NetworkConfig clientsAlone = network(three(), new Placement("c", 0, 4));
    assertThat(clientsAlone.nodeRegions()).containsExactly(0, 1, 2);
    assertThat(run(ProtocolKind.PBFT, config(clientsAlone)).traceHash())
        .isNotEqualTo(run(ProtocolKind.PBFT, config(usual)).traceHash());
  }

  @Test
  void delayIsThatOfTheLinkOrOfTheRegions() {
    Latency own = new Latency.Constant(7);
    NetworkConfig network = network(three()).withLinks(List.of(new LinkConfig(1, 2, own, 0)));
    assertThat(network.delayOf(1, 2)).isEqualTo(own);
    assertThat(network.delayOf(2, 1)).isEqualTo(new Latency.Lognormal(60, 0.1));
    assertThat(network.delayOf(3, 0)).isEqualTo(new Latency.Lognormal(2, 0.1));
    assertThat(NetworkConfig.defaults().delayOf(0, 5)).isEqualTo(Latency.defaults());
    assertThat(network.delays().map(Latency::medianDelayMs))
        .containsExactly(2.0, 20.0, 40.0, 20.0, 2.0, 60.0, 40.0, 60.0, 2.0, 7.0);
  }
}
