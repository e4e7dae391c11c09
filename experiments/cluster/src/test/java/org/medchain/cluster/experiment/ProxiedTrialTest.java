package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.cluster.local.ShortLivedJvms;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.TrialVerdict;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;

/** CLUSTER-28: the network of a config is between real processes, and is an axis there. */
@Tag("process")
class ProxiedTrialTest {
  /** PBFT's message delays: request, pre-prepare, prepare, commit, reply, each over a link. */
  private static final int DELAYS = 5;

  private static final double US_PER_MS = 1e3;

  /** The histogram keeps three digits. */
  private static final double ROUNDING = 0.999;

  @TempDir Path folder;

  /**
   * No request is faster than its chain of messages: a client's request reaches each node after one
   * delay, and the primary's pre-prepare reaches a backup after two; a quorum of prepares needs one
   * of another backup, after three, a quorum of commits one of another node, after four, and so do
   * f + 1 replies, after five. Latencies are not compared with each other: on a busy machine any
   * may be far above its bound.
   */
  @Test
  void latencyGrowsByTheDelaysOfTheProtocol() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            name: q
            host: cluster
            protocols: [pbft]
            nodes: [4]
            repeats: 1
            processes: {jit: c1}
            network: {latency: {sigma: 0}}
            axes: {network.latency.median_ms: [1, 20]}
            pbft: {batch_delay_ms: 0}
            workload: {rate_tps: 20, clients: 2, duration_s: 2, warmup_s: 0.5, drain_s: 120}
            """);
    LoadedConfig config = LoadedConfig.read(file, ConfigOverrides.NONE);
    SyntheticRecords records =
        SyntheticRecords.read(Repository.file("datasets/synthea-sample")).first(500);
    for (TrialCell cell : config.grid()) {
      List<String> jvm =
          ShortLivedJvms.OPTIONS.stream()
              .filter(each -> !each.equals("-XX:TieredStopAtLevel=1"))
              .toList();
      TrialResult result =
          new ClusterTrial(records, folder.resolve("trials"), cell, TrialHook.NONE, jvm).run();
      double delayMs = cell.config().network().latency().medianDelayMs();
      assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialVerdict.PASS);
      assertThat(result.load().percentiles().p50Ms().orElseThrow())
          .isGreaterThanOrEqualTo(ROUNDING * DELAYS * delayMs);
      assertThat(result.latency().getMinValue() / US_PER_MS)
          .isGreaterThanOrEqualTo(ROUNDING * DELAYS * delayMs);
      assertThat(TrialColumn.LINK_DELAY_P50_MS.number(result).orElseThrow())
          .isGreaterThanOrEqualTo(ROUNDING * delayMs);
      assertThat(TrialColumn.PROXY_LATE_P50_MS.number(result)).isPresent();
    }
  }
}
