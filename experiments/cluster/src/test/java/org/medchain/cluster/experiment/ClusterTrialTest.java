package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.cluster.local.ShortLivedJvms;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.TrialHost;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Real processes give a row like any other (EXP-15, EXP-16, EXP-18), and the network of a config is
 * between them, and is an axis there (CLUSTER-28); planted differences: {@link StoredChainsTest},
 * what is between them: {@link TrialLinksTest}.
 */
@Tag("process")
class ClusterTrialTest {
  private static final Path DATASET = Repository.file("datasets/synthea-sample");

  private static final String C1_ALONE = "-XX:TieredStopAtLevel=1";

  private static final double DELAY_MS = 20;

  /** PBFT's message delays: request, pre-prepare, prepare, commit, reply, each over a link. */
  private static final int DELAYS = 5;

  private static final double US_PER_MS = 1e3;

  /** The histogram keeps three digits. */
  private static final double ROUNDING = 0.999;

  @TempDir Path folder;

  /** Of the nodes, while they run. */
  private final Set<String> commandLines = new HashSet<>();

  private final class Watch implements TrialHook {
    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void onProgress(double virtualS, long messages) {
      ProcessHandle.current()
          .descendants()
          .flatMap(each -> each.info().commandLine().stream())
          .filter(
              each -> each.contains(" -Xmn320m ")) // Of nodes; a long class path hides the rest.
          .forEach(commandLines::add);
    }
  }

  /**
   * Four nodes, of which one is killed and started again. No request is faster than its chain of
   * messages: a client's request reaches each node after one delay, and the primary's pre-prepare
   * reaches a backup after two; a quorum of prepares needs one of another backup, after three, a
   * quorum of commits one of another node, after four, and so do f + 1 replies, after five.
   */
  @Test
  void fourProcessesAgree() throws Exception {
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
            pbft: {batch_delay_ms: 0, client_retransmit_ms: 3000}
            workload: {rate_tps: 30, clients: 2, duration_s: 3, warmup_s: 1, drain_s: 120}
            fault_plan:
            - {fault: restart, nodes: [3], from_s: 1, until_s: 2}
            """);
    LoadedConfig config = LoadedConfig.read(file, ConfigOverrides.NONE);
    Path place = folder.resolve("trials");
    TrialResult result =
        new ClusterTrial(
                SyntheticRecords.read(DATASET).first(500),
                place,
                config.grid().getLast(),
                new Watch(),
                ShortLivedJvms.OPTIONS.stream().filter(each -> !each.equals(C1_ALONE)).toList())
            .run();
    assertThat(commandLines)
        .as("EXP-15: as the config says")
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(each -> each.contains(C1_ALONE));
    assertThat(result.reason()).isEmpty();
    assertThat(result.verdict()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.requests().submitted()).isBetween(45L, 150L);
    assertThat(result.requests().drained()).isTrue();
    assertThat(result.recovery().restarts()).isEqualTo(1);
    assertThat(result.load().percentiles().p50Ms().orElseThrow())
        .isGreaterThanOrEqualTo(ROUNDING * DELAYS * DELAY_MS);
    assertThat(result.latency().getMinValue() / US_PER_MS)
        .isGreaterThanOrEqualTo(ROUNDING * DELAYS * DELAY_MS);
    assertThat(TrialColumn.LINK_DELAY_P50_MS.number(result).orElseThrow())
        .isGreaterThanOrEqualTo(ROUNDING * DELAY_MS);
    assertThat(TrialColumn.PROXY_LATE_P50_MS.number(result)).isPresent();
    assertThat(result.latency().getTotalCount() + result.warmup().getTotalCount())
        .isEqualTo(result.requests().committed());
    assertThat(result.costs().messages()).isGreaterThan(8 * result.requests().committed());
    assertThat(TrialColumn.AGREEMENT_VIOLATIONS.text(result)).isEqualTo("0");
    for (TrialColumn absent :
        List.of(TrialColumn.FORKS, TrialColumn.TRACE_HASH, TrialColumn.CHECKPOINTS)) {
      assertThat(absent.text(result)).isEmpty();
    }
    assertThat(place.toFile().list()).isEmpty();
  }

  @Test
  void theCommandFindsThisHost() {
    assertThat(ServiceLoader.load(TrialHost.class))
        .anyMatch(each -> each.host() == HostKind.CLUSTER && each.parallelism() == 1);
  }
}
