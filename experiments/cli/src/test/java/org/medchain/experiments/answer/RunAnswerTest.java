package org.medchain.experiments.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.MadeRow;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.SimulationErrors.SimulationErrorRow;
import org.medchain.experiments.results.StoppingRule;
import org.medchain.experiments.results.TrialRow;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** EXP-34: a run in words, of any kind. */
class RunAnswerTest {
  private static final SimulationErrors UNMEASURED = new SimulationErrors(List.of());

  private final List<TrialRow> rows = new ArrayList<>();
  private String workload = "{\"kind\": \"open\", \"rate_tps\": 1}";
  private String network = "{\"latency\": {\"median_ms\": 15}}";
  private String host = "simulation";
  private int planned;

  /** One trial of a cell, with more columns. */
  private void trial(String protocol, int nodes, int faulty, String verdict, String more) {
    rows.add(
        MadeRow.of(
            "trial=%s protocol=%s nodes=%s faulty=%s fault_rate=%s verdict=%s %s %s %s"
                .formatted(
                    rows.size() + 1,
                    protocol,
                    nodes,
                    faulty,
                    (double) faulty / nodes,
                    verdict,
                    "expected_live=true offered_tps=1.0",
                    protocol.equals("pow") ? "block_interval_s=10.0" : "",
                    more)));
  }

  private void live(String protocol, int nodes, int faulty, double medianMs) {
    trial(protocol, nodes, faulty, "pass", "latency_p50_ms=" + medianMs + " throughput_tps=0.98");
  }

  private RunAnswer answer(SimulationErrors errors) throws Exception {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("trials_planned", Math.max(planned, rows.size()));
    ObjectNode config = json.putObject("config");
    config.put("host", host);
    config.set("workload", JsonMapper.shared().readTree(workload));
    config.set("network", JsonMapper.shared().readTree(network));
    return RunAnswer.of(
        new RunManifest(json),
        CellSummary.of(rows, trial -> new Histogram(3), StoppingRule.NONE),
        errors);
  }

  private RunAnswer answer() throws Exception {
    return answer(UNMEASURED);
  }

  @Test
  void crashesAreComparedInWords() throws Exception {
    live("pbft", 4, 0, 126);
    live("pow", 4, 0, 186_000);
    live("pbft", 4, 1, 139);
    live("pow", 4, 1, 302_000);
    trial("pbft", 4, 2, "pass", "expected_live=false committed=0 throughput_tps=0");
    live("pow", 4, 2, 510_000);
    RunAnswer answer = answer();
    assertThat(answer.question())
        .isEqualTo(
            "How long does a request take under PBFT and proof of work while more and more nodes"
                + " are crashed?");
    assertThat(answer.answer())
        .isEqualTo(
            "PBFT answers in 0.13 to 0.14 s (median) and stops without a quorum in 1 of 3 cells;"
                + " proof of work with a block in 10 s answers in 3.1 to 8.5 minutes (median) at"
                + " equal finality and continues where PBFT stops.");
    assertThat(answer.validWhen())
        .isEqualTo(
            "Simulated: 4 nodes, up to 2/4 crashed, 1 request a second, links with a median latency"
                + " of 15 ms, final against f of n nodes or their hash power except with a"
                + " probability of 0.001, 1 trial a cell.");
    assertThat(answer.notShown())
        .contains("is not measured", "PBFT alone was compared", "saturation.yaml");
  }

  @Test
  void whatIsKnownOfTheErrorIsComputed() throws Exception {
    live("pbft", 4, 0, 126);
    String median = "latency_p50_ms";
    SimulationErrors errors =
        new SimulationErrors(
            List.of(error(median, 0.25), error(median, -0.6), error("latency_p99_ms", -0.9)));
    assertThat(answer(errors).notShown())
        .startsWith("Medians of real processes were 0.8 to 2.5 times as long as simulated ones (2")
        .doesNotContain("PBFT alone");
  }

  private static SimulationErrorRow error(String quantity, double error) {
    return new SimulationErrorRow(
        "some",
        4,
        quantity,
        OptionalDouble.of(error),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  @Test
  void failuresAndWhatCannotBeJudgedAreNoLatency() throws Exception {
    trial("pbft", 4, 0, "fail", "latency_p50_ms=5");
    trial("pow", 4, 0, "unequal", "latency_p50_ms=5");
    trial("pow", 7, 0, "unknown", "latency_p50_ms=5");
    trial("pow", 10, 0, "unknown", "agreement_violations=2");
    trial("pow", 13, 3, "pass", "expected_live=false");
    assertThat(answer().answer())
        .isEqualTo(
            "PBFT breaks a promise in its only cell; proof of work with a block in 10 s cannot be"
                + " compared, since final promises less than asked, in 1 of 4 cells, cannot be"
                + " judged in 2 of 4 cells and promises no progress, but agrees on what becomes"
                + " final in 1 of 4 cells.");
    assertThat(answer().notShown()).doesNotContain("saturation");
  }

  @Test
  void whatIsMissingOrFailedIsSaid() throws Exception {
    planned = 8;
    assertThat(answer().question()).endsWith("?");
    assertThat(answer().answer()).isEqualTo("None: no trial has a result.");
    assertThat(answer().validWhen()).startsWith("Never");
    live("pbft", 4, 0, 126);
    assertThat(answer().answer()).startsWith("From 1 of 8 trials: PBFT answers in 0.13 s");
    trial("pbft", 4, 0, "fail", "latency_p50_ms=5");
    assertThat(answer().answer()).endsWith("PBFT breaks a promise in its only cell.");
  }

  @Test
  void searchesForSaturationSayWhatIsSustained() throws Exception {
    workload = "{\"kind\": \"saturation\"}";
    trial("pbft", 4, 0, "pass", "saturation_tps=1234.5");
    trial("pow", 4, 0, "pass", "");
    RunAnswer answer = answer();
    assertThat(answer.question()).startsWith("How many requests a second are sustained under PBFT");
    assertThat(answer.answer())
        .isEqualTo(
            "PBFT sustains 1235 requests a second; proof of work with a block in 10 s has its"
                + " saturation outside of the rates that were tried.");
    assertThat(answer.notShown()).doesNotContain("flat");
  }

  @Test
  void gamesSayWhoProfits() throws Exception {
    trial(
        "pbft",
        4,
        0,
        "pass",
        "dishonest_share=0.1 lazy_share=0 upload_reward=6 false_penalty=20"
            + " false_accepted_share=0.25 honest_minus_false_payoff=-1.5 latency_p50_ms=100");
    assertThat(answer().question()).startsWith("Are false records found out");
    assertThat(answer().answer())
        .isEqualTo(
            "Committees find 25 % of the false records valid. Honesty pays more in 0 of 1 cells."
                + " PBFT answers in 0.1 s (median).");
    assertThat(answer().notShown()).doesNotContain("flat");
  }

  /** CMP-62. */
  @Test
  void networkOfRegionsIsNamed() throws Exception {
    network = "{\"regions\": {\"name\": \"continents\"}}";
    live("pbft", 4, 0, 126);
    assertThat(answer().validWhen()).contains("links of the network continents");
  }

  @Test
  void processesAreNotSimulated() throws Exception {
    host = "cluster";
    trial("pbft", 4, 0, "pass", "latency_p50_ms=9 contaminated=true");
    RunAnswer answer = answer();
    assertThat(answer.validWhen()).startsWith("On processes of one machine: 4 nodes");
    assertThat(answer.validWhen()).contains("no delay between them").doesNotContain("links");
    assertThat(answer.notShown())
        .contains("share one machine's processors", "In 1 of 1 trials")
        .doesNotContain("simulated");
  }

  /** CLUSTER-28: whose delays a run had, and what of them was the proxies' own. */
  @Test
  void delaysByProxiesAreNamed() throws Exception {
    host = "cluster";
    for (double late : new double[] {0.08, 0.1}) {
      trial(
          "pbft",
          4,
          0,
          "pass",
          "latency_p50_ms=90 link_delay_p50_ms=" + (15 + late) + " proxy_late_p50_ms=" + late);
    }
    assertThat(answer().validWhen())
        .startsWith("On processes of one machine: 4 nodes")
        .contains("links with a median latency of 15 ms by proxies (15 ms as measured)");
    assertThat(answer().notShown())
        .contains("Packets that are lost", "they were 0.08 to 0.1 ms late themselves");
  }
}
