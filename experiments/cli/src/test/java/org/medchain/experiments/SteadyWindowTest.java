package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
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

  private static final List<Bound> BOUNDS =
      List.of(
          new Bound("throughput", 0.05, Ratios::throughput),
          new Bound("median", 0.05, Ratios::p50),
          new Bound("p99", 0.15, Ratios::p99),
          new Bound("final to offered", 0.05, Ratios::sustained));

  /** Repeats after which the long form looks whether it needs more. */
  private static final int A_LOOK = 8;

  private static final int ALL_AT_ONCE = Integer.MAX_VALUE;

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
            """),
        ALL_AT_ONCE);
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
            """),
        ALL_AT_ONCE);
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
    LoadedConfig config = config(quicker);
    // Minutes, which somebody waits for.
    System.out.println(name + ": " + config.grid().size() / 40 + " cells");
    check(config, A_LOOK);
  }

  /** All cells in which something is promised. */
  private static void check(LoadedConfig loaded, int atOnce) {
    List<TrialCell> cells = loaded.grid();
    int repeats = loaded.experiment().repeats();
    int protocols = loaded.experiment().protocols().size();
    List<String> wrong = new ArrayList<>();
    for (int first = 0; first < cells.size(); first += repeats * protocols) {
      for (int protocol = 0; protocol < protocols; protocol++) {
        int from = first + protocol;
        wrong.addAll(
            inCell(
                IntStream.range(0, repeats).mapToObj(i -> cells.get(from + i * protocols)).toList(),
                Math.min(atOnce, repeats)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * The logarithms of a cell's ratios in one repeat: of a load twice as long to the usual one, and
   * of what becomes final to what is offered.
   */
  private record Ratios(double throughput, double p50, double p99, double sustained) {
    static Ratios of(TrialCell cell) {
      TrialResult once = RUNNER.run(cell, TrialHook.NONE);
      TrialResult twice = RUNNER.run(twiceAsLong(cell), TrialHook.NONE);
      return new Ratios(
          ratio(once, twice, each -> each.load().throughput().tps()),
          ratio(once, twice, each -> each.load().percentiles().p50Ms()),
          ratio(once, twice, each -> each.load().percentiles().p99Ms()),
          StrictMath.log(
              twice.load().throughput().tps().orElseThrow()
                  / twice.load().throughput().offeredTps().orElseThrow()));
    }

    private static double ratio(TrialResult once, TrialResult twice, Figure figure) {
      return StrictMath.log(figure.of(twice).orElseThrow() / figure.of(once).orElseThrow());
    }
  }

  private interface Figure {
    OptionalDouble of(TrialResult result);
  }

  /** Runs repeats until the intervals are narrow enough; each look has its part of the error. */
  private static List<String> inCell(List<TrialCell> cells, int atOnce) {
    if (!RUNNER.run(cells.getFirst(), TrialHook.NONE).expectedLive()) {
      return List.of();
    }
    String what = cells.getFirst().protocol() + " " + cells.getFirst().faultRate();
    List<Ratios> ratios = new ArrayList<>();
    int looks = Math.ceilDiv(cells.size(), atOnce);
    List<String> wrong = List.of();
    for (int from = 0; from < cells.size(); from += atOnce) {
      List<TrialCell> next = cells.subList(from, Math.min(from + atOnce, cells.size()));
      ratios.addAll(next.parallelStream().map(Ratios::of).toList());
      wrong = wrong(ratios, ERROR / looks);
      if (wrong.isEmpty()) {
        break;
      }
    }
    // Each cell takes minutes in the long form: what it showed stands there at once.
    String cell = what + " after " + ratios.size() + " repeats: ";
    System.out.println(cell + (wrong.isEmpty() ? "the same" : wrong));
    return wrong.stream().map(each -> cell + each).toList();
  }

  private static List<String> wrong(List<Ratios> all, double error) {
    List<String> wrong = new ArrayList<>();
    for (Bound bound : BOUNDS) {
      List<Double> values = all.stream().map(bound.of()).toList();
      double mean = mean(values);
      double half = half(values, error);
      if (mean - half <= StrictMath.log(1 - bound.tolerance())
          || mean + half >= StrictMath.log(1 + bound.tolerance())) {
        wrong.add(String.format(Locale.ROOT, "%s %+.3f ± %.3f", bound.what(), mean, half));
      }
    }
    return wrong;
  }

  private record Bound(String what, double tolerance, Function<Ratios, Double> of) {}

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(each -> each).average().orElseThrow();
  }

  private static double half(List<Double> values, double error) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    int n = values.size();
    // Two sides of each figure of a cell.
    double quantile =
        new TDistribution(null, n - 1)
            .inverseCumulativeProbability(1 - error / (2 * BOUNDS.size()));
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
