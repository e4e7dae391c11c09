package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.comparison.Grid;
import org.medchain.comparison.Timing;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.Replaced;

/**
 * CMP-49: a figure of the steady state does not depend on how long one looked. Each cell is run as
 * long as the rule says and twice as long, with the same seeds, and the mean of the logarithms of
 * the ratios must be shown to be near 0: its interval lies within the tolerance (Schuirmann 1987,
 * two one-sided tests), at 99 % for all figures of a cell together (Bonferroni).
 */
class SteadyWindowTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final double ERROR = 0.01;

  private static final TrialRunner RUNNER =
      new TrialRunner(SyntheticRecords.read(ROOT.resolve("datasets").resolve("synthea-sample")));

  @TempDir Path folder;

  private LoadedConfig config(String text) throws Exception {
    return LoadedConfig.read(
        Files.writeString(folder.resolve("c.yaml"), "name: steady\n" + text), Replaced.NOTHING);
  }

  /** Quickstart's shapes at its smallest. */
  @Test
  void twiceAsLongIsTheSame() throws Exception {
    check(
        config(
            """
            nodes: [4]
            protocols: [pbft]
            fault_rates: [0, 0.3]
            repeats: 5
            workload: {rate_tps: 10, arrivals: constant, clients: 2}
            """));
    // Few confirmations, each with its requests, because a build has little time.
    check(
        config(
            """
            nodes: [4]
            protocols: [pow]
            fault_rates: [0.4]
            repeats: 40
            finality: {attacker_share: 0}
            workload: {rate_tps: 0.05, clients: 2}
            pow: {client_retransmit_ms: 1000000, confirmations: {floor: 3}}
            """));
  }

  static Stream<String> shippedConfigs() {
    // Those that say their own length are about something that is not steady, or about processes.
    return Stream.of(
        "quickstart", "byzantine", "censoring", "closed", "loss", "sealed", "wide-area");
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("shippedConfigs")
  void twiceAsLongIsTheSameInEveryShippedConfig(String name) throws Exception {
    String text = Files.readString(ROOT.resolve("experiments/configs/" + name + ".yaml"));
    String quicker =
        text.replaceFirst("(?m)^name: .*", "")
            .replaceFirst("(?m)^repeats: .*", "repeats: 40")
            .replaceFirst("(?m)^nodes: \\[([0-9]+).*", "nodes: [$1]");
    check(config(quicker));
  }

  /** All cells in which something is promised. */
  private static void check(LoadedConfig loaded) {
    List<TrialCell> cells = loaded.grid();
    int repeats = loaded.experiment().repeats();
    int protocols = loaded.experiment().protocols().size();
    for (int first = 0; first < cells.size(); first += repeats * protocols) {
      for (int protocol = 0; protocol < protocols; protocol++) {
        int from = first + protocol;
        check(IntStream.range(0, repeats).mapToObj(i -> cells.get(from + i * protocols)).toList());
      }
    }
  }

  private record Pair(TrialResult once, TrialResult twice) {}

  private static void check(List<TrialCell> cells) {
    List<Pair> pairs =
        cells.parallelStream()
            .map(
                cell ->
                    new Pair(
                        RUNNER.run(cell, TrialHook.NONE),
                        RUNNER.run(twiceAsLong(cell), TrialHook.NONE)))
            .toList();
    if (!pairs.getFirst().once().expectedLive()) {
      return;
    }
    String what = cells.getFirst().protocol() + " " + cells.getFirst().faultRate();
    within(what + " throughput", 0.05, pairs, each -> each.load().throughput().tps());
    within(what + " median", 0.05, pairs, each -> each.load().percentiles().p50Ms());
    within(what + " p99", 0.15, pairs, each -> each.load().percentiles().p99Ms());
    sustained(what, pairs);
  }

  /** What is offered is what becomes final. */
  private static void sustained(String what, List<Pair> pairs) {
    List<Double> ratios = new ArrayList<>();
    for (Pair each : pairs) {
      ratios.add(
          StrictMath.log(
              each.twice().load().throughput().tps().orElseThrow()
                  / each.twice().load().throughput().offeredTps().orElseThrow()));
    }
    double mean = mean(ratios);
    assertThat(Math.abs(mean)).as(what + " offered").isLessThanOrEqualTo(half(ratios) + 1e-3);
  }

  private interface Figure {
    OptionalDouble of(TrialResult result);
  }

  private static void within(String what, double tolerance, List<Pair> pairs, Figure figure) {
    List<Double> ratios = new ArrayList<>();
    for (Pair each : pairs) {
      ratios.add(
          StrictMath.log(
              figure.of(each.twice()).orElseThrow() / figure.of(each.once()).orElseThrow()));
    }
    double mean = mean(ratios);
    double half = half(ratios);
    assertThat(mean - half).as(what).isGreaterThan(StrictMath.log(1 - tolerance));
    assertThat(mean + half).as(what).isLessThan(StrictMath.log(1 + tolerance));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(each -> each).average().orElseThrow();
  }

  private static double half(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    int n = values.size();
    // Three figures a cell, two sides each.
    double quantile =
        new TDistribution(null, n - 1).inverseCumulativeProbability(1 - ERROR / (2 * 3));
    return quantile * Math.sqrt(squares / (n - 1) / n);
  }

  private static TrialCell twiceAsLong(TrialCell cell) {
    Timing timing = cell.timing();
    WorkloadConfig usual = cell.config().workload();
    WorkloadConfig load =
        new WorkloadConfig(
            usual.kind(),
            usual.rateTps(),
            usual.arrivals(),
            usual.clients(),
            usual.outstanding(),
            usual.thinkMs(),
            OptionalDouble.of(2 * timing.durationS()),
            OptionalDouble.of(timing.warmupS()),
            OptionalDouble.of(timing.drainS()),
            usual.dataset(),
            usual.mix());
    ExperimentConfig longer = cell.config().with(load);
    return Grid.of(longer).stream()
        .filter(
            each ->
                each.protocol() == cell.protocol()
                    && each.seed() == cell.seed()
                    && each.fault() == cell.fault()
                    && each.faultRate() == cell.faultRate())
        .findFirst()
        .orElseThrow();
  }
}
