package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.TrialTiming;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.Throughput;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;

/**
 * CMP-49: a figure of the steady state does not depend on how long one looked. Each cell is run as
 * long as the rule says and twice as long, with the same seeds, and the ratio of each figure, as a
 * report has it, must be shown to be near 1, at 99 % for all figures of a cell together
 * (Bonferroni).
 */
@Tag("statistical")
class SteadyWindowTest {
  private static final Path ROOT = Repository.ROOT;
  private static final double ERROR = 0.01;

  private static final int FIGURES = 4;

  /** Repeats after which the long form looks whether it needs more; proof of work does. */
  private static final List<Integer> LOOKS = List.of(8, 24, 64, 160, 400, 1600);

  private static final TrialRunner RUNNER =
      new TrialRunner(SyntheticRecords.read(ROOT.resolve("datasets").resolve("synthea-sample")));

  @TempDir Path folder;

  private LoadedConfig config(String text) throws Exception {
    return LoadedConfig.read(
        Files.writeString(folder.resolve("c.yaml"), "name: steady\n" + text), ConfigOverrides.NONE);
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
        List.of(5));
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
        List.of(40));
  }

  static Stream<String> shippedConfigs() {
    // Those that say their own length are about something that is not steady, or about processes.
    return Stream.of(
        "quickstart",
        "byzantine",
        "censoring",
        "closed",
        "hospitals-continents",
        "loss",
        "sealed",
        "wide-area");
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("shippedConfigs")
  void twiceAsLongIsTheSameInEveryShippedConfig(String name) throws Exception {
    String text = Files.readString(ROOT.resolve("experiments/configs/" + name + ".yaml"));
    String quicker =
        text.replaceFirst("(?m)^name: .*", "")
            .replaceFirst("(?m)^repeats: .*", "repeats: " + LOOKS.getLast())
            .replaceFirst("(?m)^nodes: \\[([0-9]+).*", "nodes: [$1]");
    LoadedConfig config = config(quicker);
    // Minutes, for a waiting user.
    System.out.println(name + ": " + config.grid().size() / LOOKS.getLast() + " cells");
    check(config, LOOKS);
  }

  /** All cells in which something is promised. */
  private static void check(LoadedConfig loaded, List<Integer> looks) {
    List<TrialCell> cells = loaded.grid();
    int repeats = loaded.experiment().repeats().max();
    int protocols = loaded.experiment().protocols().size();
    List<String> wrong = new ArrayList<>();
    for (int first = 0; first < cells.size(); first += repeats * protocols) {
      for (int protocol = 0; protocol < protocols; protocol++) {
        int from = first + protocol;
        wrong.addAll(
            inCell(
                IntStream.range(0, repeats).mapToObj(i -> cells.get(from + i * protocols)).toList(),
                looks));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** One repeat: with the usual load, and with one that is twice as long. */
  private record Repeat(TrialResult once, TrialResult twice) {
    static Repeat of(TrialCell cell) {
      return new Repeat(
          RUNNER.run(cell, TrialHook.NONE), RUNNER.run(twiceAsLong(cell), TrialHook.NONE));
    }
  }

  /** Runs repeats until the intervals are narrow enough; each look has its part of the error. */
  private static List<String> inCell(List<TrialCell> cells, List<Integer> looks) {
    if (!RUNNER.run(cells.getFirst(), TrialHook.NONE).expectedLive()) {
      return List.of();
    }
    String what = cells.getFirst().protocol() + " " + cells.getFirst().faultRate();
    List<Repeat> repeats = new ArrayList<>();
    List<String> wrong = List.of();
    for (int look : looks) {
      List<TrialCell> next = cells.subList(repeats.size(), look);
      repeats.addAll(next.parallelStream().map(Repeat::of).toList());
      wrong = wrong(repeats, ERROR / looks.size());
      if (wrong.isEmpty()) {
        break;
      }
    }
    // Each cell takes minutes in the long form: what it showed stands there at once.
    String cell = what + " after " + repeats.size() + " repeats: ";
    System.out.println(cell + (wrong.isEmpty() ? "the same" : wrong));
    return wrong.stream().map(each -> cell + each).toList();
  }

  private static List<String> wrong(List<Repeat> all, double error) {
    double each = error / FIGURES;
    double[] twice = tps(all, repeat -> throughput(repeat.twice()).tps());
    List<String> wrong = new ArrayList<>();
    check(
        "throughput",
        0.05,
        RatioInterval.ofMeans(tps(all, repeat -> throughput(repeat.once()).tps()), twice, each),
        wrong);
    check(
        "final to offered",
        0.05,
        RatioInterval.ofMeans(
            tps(all, repeat -> throughput(repeat.twice()).offeredTps()), twice, each),
        wrong);
    check("median", 0.05, quantiles(all, 50, each), wrong);
    if (all.getFirst().once().load().percentiles().p99Ms().isPresent()) {
      checkTail(all, each, wrong);
    }
    return wrong;
  }

  private static Throughput throughput(TrialResult result) {
    return result.load().throughput();
  }

  private static double[] tps(List<Repeat> all, Function<Repeat, OptionalDouble> figure) {
    return all.stream().mapToDouble(each -> figure.apply(each).orElseThrow()).toArray();
  }

  /**
   * Where p99 falls between two kinds of requests, as those with and those without a
   * retransmission, a little more of one kind moves it by any amount. There the share of the
   * requests beyond it is what two lengths have in common.
   */
  private static void checkTail(List<Repeat> all, double error, List<String> wrong) {
    List<String> ofValues = new ArrayList<>();
    check("p99", 0.15, quantiles(all, 99, error / 2), ofValues);
    if (!ofValues.isEmpty()) {
      List<String> ofShares = new ArrayList<>();
      check("share beyond p99", 0.15, sharesBeyond(all, 99, error / 2), ofShares);
      if (!ofShares.isEmpty()) {
        wrong.addAll(ofValues);
        wrong.addAll(ofShares);
      }
    }
  }

  private static RatioInterval sharesBeyond(List<Repeat> all, double percent, double error) {
    return RatioInterval.ofSharesBeyond(
        all.stream().map(each -> each.once().latency()).toList(),
        all.stream().map(each -> each.twice().latency()).toList(),
        percent,
        error);
  }

  private static RatioInterval quantiles(List<Repeat> all, double percent, double error) {
    return RatioInterval.ofPooledQuantiles(
        all.stream().map(each -> each.once().latency()).toList(),
        all.stream().map(each -> each.twice().latency()).toList(),
        percent,
        error);
  }

  private static void check(
      String what, double tolerance, RatioInterval found, List<String> wrong) {
    if (!found.within(tolerance)) {
      wrong.add(String.format(Locale.ROOT, "%s %+.3f ± %.3f", what, found.above(), found.half()));
    }
  }

  private static TrialCell twiceAsLong(TrialCell cell) {
    TrialTiming timing = cell.timing();
    WorkloadConfig load =
        RecordCopy.with(
            cell.config().workload(),
            Map.of(
                "durationS", OptionalDouble.of(2 * timing.durationS()),
                "warmupS", OptionalDouble.of(timing.warmupS()),
                "drainS", OptionalDouble.of(timing.drainS())));
    ExperimentConfig longer = cell.config().with(load);
    return TrialGrid.of(longer).stream()
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
