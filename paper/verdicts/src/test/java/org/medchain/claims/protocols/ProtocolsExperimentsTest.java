package org.medchain.claims.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.claims.data.ClaimTables;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.Verdict;

/** CLAIM-3: each experiment gives what its criteria name, and what must hold does. */
@Tag("statistical")
class ProtocolsExperimentsTest {
  private static final Path HOME = Repository.ROOT;

  @TempDir private Path folder;

  /** Runs the experiment of a claim, and checks the figures of all its claims. */
  private ClaimRun run(String claim, Map<String, String> settings) throws Exception {
    ClaimExperiment experiment =
        ProtocolsExperiments.ALL.stream()
            .filter(each -> each.claims().contains(claim))
            .findFirst()
            .orElseThrow();
    ClaimRun run =
        new ClaimRun(
            experiment,
            new ClaimRun.ClaimRunOptions(
                ClaimSize.QUICK,
                1,
                settings,
                HOME,
                folder.resolve("out"),
                Files.createDirectories(folder.resolve("temporary")),
                line -> {}));
    experiment.run(run);
    List<Claim> claims = ClaimsFile.read(ClaimsFile.of(HOME));
    for (Claim each : claims) {
      if (experiment.claims().contains(each.id())) {
        ClaimTables.decide(each, run);
        requireFigures(each, run.figures(each.id()));
      }
    }
    return run;
  }

  private static void requireFigures(Claim claim, ClaimFigures figures) {
    assertThat(claim.criteria()).as(claim.id()).isNotEmpty();
    for (Criterion each : claim.criteria()) {
      assertThat(figures.find(each.metric()).orElse(Double.NaN))
          .as(claim.id() + ": " + each.metric())
          .isNotNaN();
    }
    assertThat(Verdict.of(claim.criteria(), figures).outcomes()).hasSameSizeAs(claim.criteria());
  }

  private static double figure(ClaimRun run, String claim, String metric) {
    return run.figures(claim).find(metric).orElseThrow();
  }

  @Test
  void costsOfARequestAndSafetyByComputingPower() throws Exception {
    ClaimRun run =
        run(
            "compute-power",
            Map.of("cost_repeats", "1", "attack_repeats", "1", "workload.duration_s", "10"));

    assertThat(figure(run, "compute-power", "pbft_violating_trials")).isZero();
    assertThat(figure(run, "compute-power", "hash_us")).isBetween(0.01, 100.0);
    double ratio = figure(run, "compute-power", "cpu_ratio_n4");
    double coefficient = figure(run, "compute-power", "break_even_coefficient_n4");
    assertThat(ratio > 1).isEqualTo(coefficient > 256);
    assertThat(folder.resolve("out/raw/request-costs.csv")).exists();
  }

  @Test
  void aSearchForEachBlockTakesTime() throws Exception {
    ClaimRun run = run("sealed-costs", Map.of("workload.rate_tps", "3"));

    assertThat(figure(run, "sealed-costs", "agreement_violations")).isZero();
    assertThat(figure(run, "sealed-costs", "latency_ratio")).isGreaterThan(1);
    assertThat(figure(run, "sealed-costs", "throughput_ratio")).isBetween(0.5, 1.5);
  }

  @Test
  void confirmationsTakeLongerThanVotes() throws Exception {
    ClaimRun run = run("immediacy", Map.of("immediacy_repeats", "1", "workload.duration_s", "5"));

    double fast = figure(run, "immediacy", "latency_ratio_n7_250ms");
    assertThat(fast).isGreaterThan(10);
    assertThat(figure(run, "immediacy", "latency_ratio_n7_10s")).isGreaterThan(10 * fast);
  }

  @Test
  void throughputByProtocolAndNodes() throws Exception {
    ClaimRun run =
        run(
            "large-volume",
            Map.of("saturation_repeats", "1", "pbft_load_s", "2.1", "workload.outstanding", "1"));

    assertThat(figure(run, "large-volume", "pbft_tps_n4")).isPositive();
    // A search has an interval of its own measurements, and 31 nodes are for the full run.
    assertThat(run.figures("large-volume").interval("pbft_tps_n4").orElseThrow().low())
        .isBetween(1.0, figure(run, "large-volume", "pbft_tps_n4"));
    assertThat(figure(run, "large-volume", "fast_pow_tps_n31")).isNaN();
    assertThat(figure(run, "throughput-falls", "gain_few_nodes")).isPositive();
    // Of 16 nodes 5 are faulty; 4 of them tolerate one: 1 - (C(11,4) + 5 C(11,3)) / C(16,4).
    assertThat(figure(run, "throughput-falls", "few_nodes_unsafe"))
        .isCloseTo(1 - (330 + 5 * 165) / 1820.0, within(1e-12));
  }

  @Test
  void forksAreCountedAtBothIntervals() throws Exception {
    ClaimRun run =
        run(
            "fork-rare",
            Map.of(
                "fork_trials_10s",
                "1",
                "fork_trials_250ms",
                "1",
                "workload.duration_s",
                "40",
                "workload.rate_tps",
                "0.2"));

    assertThat(figure(run, "fork-rare", "competitors_250ms")).isBetween(0.005, 0.2);
    assertThat(figure(run, "fork-rare", "predicted_250ms")).isCloseTo(0.06, within(0.005));
    assertThat(figure(run, "fork-rare", "predicted_10s")).isLessThan(0.002);
    assertThat(figure(run, "two-forks-rarer", "deepest_revert")).isGreaterThanOrEqualTo(1);
  }

  @Test
  void forksEndInTheBranchWithTheMostWork() throws Exception {
    ClaimRun run =
        run(
            "forks-converge",
            Map.of("converge_schedules", "5", "converge_trials", "1", "workload.duration_s", "30"));

    assertThat(figure(run, "forks-converge", "head_violations")).isZero();
    assertThat(figure(run, "forks-converge", "other_violations")).isZero();
    assertThat(figure(run, "forks-converge", "switches")).isPositive();
    assertThat(figure(run, "forks-converge", "switches_without_more_work")).isZero();
    assertThat(figure(run, "forks-converge", "most_work_model_violated")).isZero();
    assertThat(figure(run, "forks-converge", "most_blocks_model_violated")).isOne();
  }

  @Test
  void aRatioIsAGeometricMean() {
    ClaimFigures figures = new ClaimFigures();
    RatioFigures.add(figures, "x", new double[] {2, 8}, "");
    RatioFigures.add(figures, "y", new double[] {2, Double.NaN}, "");

    assertThat(figures.find("x").orElseThrow()).isCloseTo(4, within(1e-9));
    assertThat(figures.find("x_low").orElseThrow()).isBetween(0.0, 2.0);
    assertThat(figures.find("x_high").orElseThrow()).isGreaterThan(8);
    assertThat(figures.find("y_low").orElseThrow()).isNaN();
  }

  @Test
  void aSlopeIsThatOfTheLine() {
    double[] x = {1, 2, 4};

    assertThat(LeastSquares.slope(x, new double[] {3, 1, -3})).isCloseTo(-2, within(1e-12));
    assertThat(LeastSquares.slope(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }
}
