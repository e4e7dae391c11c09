package org.medchain.claims.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.claims.contracts.TinyClaimRun.figure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.claims.ClaimExperiments;
import org.medchain.claims.contracts.TinyClaimRun;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.verdict.Verdict;
import org.medchain.claims.verdict.Verdict.VerdictKind;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;

/** CLAIM-13: claims that are decided by tables of configs and expressions over them. */
@Tag("statistical")
class ClaimTablesTest {
  @TempDir private Path out;

  private static Claim claim(String id) throws Exception {
    return ClaimsFile.read(ClaimsFile.of(Repository.ROOT)).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private ClaimRun run(String id, String... settings) throws Exception {
    return TinyClaimRun.of(ClaimExperiments.of(claim(id)).orElseThrow(), out, settings);
  }

  private static VerdictKind verdict(String id, ClaimRun run) throws Exception {
    return Verdict.of(claim(id).criteria(), run.figures(id)).kind();
  }

  @Test
  void theNearestAgencyIsFaster() throws Exception {
    ClaimRun run = run("nearest-agency", "repeats=2", "workload.duration_s=15");
    double nearest = figure(run, "nearest-agency", "nearest_median_ms");
    assertThat(nearest).isLessThan(figure(run, "nearest-agency", "farthest_median_ms"));
    assertThat(out.resolve("raw/agency-none.csv")).isNotEmptyFile();
  }

  @Test
  void oneMoreThanToleratedIsEnoughForDisagreement() throws Exception {
    String claim = "majority-alters-pbft";
    ClaimRun run = run(claim, "repeats=1");
    assertThat(figure(run, claim, "violated_share_f_plus_1_equivocation")).isEqualTo(1);
    assertThat(figure(run, claim, "violated_share_f_plus_1")).isBetween(0.1, 0.9);
    assertThat(figure(run, claim, "stored_blocks_replaced")).isZero();
    assertThat(verdict(claim, run)).isEqualTo(VerdictKind.FAILS);
  }

  @Test
  void fewNodesAlterNothing() throws Exception {
    String claim = "few-nodes-cannot-alter";
    ClaimRun run = run(claim, "repeats=1", "workload.duration_s=12");
    assertThat(figure(run, claim, "trials_equivocation")).isEqualTo(1);
    assertThat(figure(run, claim, "trials_lies")).isEqualTo(4);
    assertThat(figure(run, claim, "altered_trials_equivocation")).isZero();
    assertThat(figure(run, claim, "altered_trials_lies")).isZero();
  }

  @Test
  void tooManyInstitutionsAlterAndFewDoNot() throws Exception {
    ClaimRun run = run("tamper-evidence", "repeats=1");
    assertThat(figure(run, "tamper-evidence", "altered_share_f")).isZero();
    assertThat(figure(run, "tamper-evidence", "altered_share_f_plus_1")).isPositive();
    assertThat(verdict("tamper-evidence", run)).isEqualTo(VerdictKind.HOLDS_ONLY_IF);
  }

  @Test
  void freeRidersGainByVotesAlone() throws Exception {
    ClaimRun run = run("equal-benefit");
    assertThat(figure(run, "equal-benefit", "free_rider_cash_paper")).isZero();
    assertThat(figure(run, "equal-benefit", "free_rider_cash_standard")).isPositive();
    assertThat(figure(run, "equal-benefit", "splitter_points_standard"))
        .isGreaterThan(figure(run, "equal-benefit", "honest_points_standard"));
  }

  /** The delays of nearest-agency are the published ones. */
  @Test
  void delaysBetweenRegionsAreTheDatasets() throws Exception {
    Path file = Repository.ROOT.resolve("datasets/inter-region-latency/azure-2026-07.csv");
    Map<String, Double> roundTripMs = new HashMap<>();
    PaperSources.csv("regions", Files.readString(file))
        .rows()
        .forEach(
            row ->
                roundTripMs.put(
                    row.get("from") + "," + row.get("to"),
                    Double.parseDouble(row.get("rtt_p95_ms"))));
    List<String> nodes = List.of("East US", "West Europe", "Brazil South", "Japan East");
    List<String> clients = List.of("West US 2", "France Central");
    NetworkConfig network =
        LoadedConfig.read(
                Repository.ROOT.resolve("paper/configs/nearest-agency.yaml"),
                ConfigOverrides.of(Optional.empty(), OptionalLong.of(1)))
            .experiment()
            .network();

    assertThat(network.links()).hasSize(12);
    for (LinkConfig each : network.links()) {
      assertThat(2 * each.latency().medianDelayMs())
          .isEqualTo(roundTripMs(roundTripMs, nodes.get(each.from()), nodes.get(each.to())));
    }
    assertThat(network.clients().orElseThrow().links()).hasSize(8);
    for (ClientLinkConfig each : network.clients().orElseThrow().links()) {
      assertThat(2 * each.latency().medianDelayMs())
          .isEqualTo(roundTripMs(roundTripMs, clients.get(each.client()), nodes.get(each.node())));
    }
  }

  private static double roundTripMs(Map<String, Double> known, String from, String to) {
    Double other = known.get(to + "," + from);
    return other == null ? known.get(from + "," + to) : known.getOrDefault(from + "," + to, other);
  }

  @Test
  void whatATableOrFigureLacksIsNamed() {
    String entry =
        """
        claims:
          - {id: c, kind: verdict, source: s, section: '1', quote: q, hypothesis: h,
             experiment: e, metric: m, threshold: t, expected: x, %s}
        """;
    assertThatThrownBy(() -> ClaimsFile.read("c.yaml", entry.formatted("tables: [{name: a}]")))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("c: 'config' is wanted in {name=a}");
    assertThatThrownBy(() -> ClaimsFile.read("c.yaml", entry.formatted("figures: [{value: 3}]")))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("c: figures: {value=3}; allowed: ");
  }
}
