package org.medchain.claims.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.agents.LedgerResult.MemberResult;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimTable;
import org.medchain.claims.majority.DisagreementTrials;
import org.medchain.claims.majority.DisagreementTrials.DisagreementTrial;
import org.medchain.claims.majority.SingleAdversaryConfigs;
import org.medchain.claims.points.LedgerPlan;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;

/** Makes the tables that a claim's entry names (CLAIM-13). */
public final class ClaimTables {
  private static final List<TrialColumn> COLUMNS = TrialColumn.all(Set.of());

  private ClaimTables() {}

  /** Makes its tables, and of these its figures; nothing where the entry has none. */
  public static void decide(Claim claim, ClaimRun run) throws Exception {
    for (ClaimTable each : claim.data().tables()) {
      if (each.ledger()) {
        replicates(each, run);
      } else {
        trials(each, run);
      }
    }
    new ClaimExpressions(run).fill(claim);
  }

  private static Map<String, String> values(ClaimTable table, ClaimRun run) {
    return run.isFull() ? table.full() : table.quick();
  }

  /** A row a trial; where a host could not execute what was decided, there is no more to tell. */
  private static void trials(ClaimTable table, ClaimRun run) throws Exception {
    Map<String, String> values = values(table, run);
    List<String> heads =
        new ArrayList<>(
            List.of(
                "behaviour", "colluding", "disagrees", "altered", "replaced_blocks", "heights"));
    heads.add("final_tps");
    heads.addAll(TrialColumn.headers(COLUMNS));
    try (RawTable raw = run.raw(table.name(), heads.toArray(String[]::new))) {
      for (LoadedConfig config :
          table.each()
              ? SingleAdversaryConfigs.of(run, table.file(), values)
              : List.of(run.config(table.file(), values))) {
        for (DisagreementTrial each : DisagreementTrials.run(run, config)) {
          List<Object> row =
              new ArrayList<>(
                  List.of(
                      SingleAdversaryConfigs.behaviour(config),
                      SingleAdversaryConfigs.colluding(config),
                      each.violatesAgreement(),
                      each.violatesAgreement() || each.altersLedgers(),
                      each.ledgers().replacedBlocks(),
                      each.ledgers().heights()));
          row.add(each.result().map(it -> Double.toString(finalTps(it))).orElse(""));
          COLUMNS.forEach(column -> row.add(each.result().map(column::text).orElse("")));
          raw.row(row.toArray());
        }
      }
    }
  }

  /** Requests that became final a second of the whole trial, which ends with the last of them. */
  private static double finalTps(TrialResult trial) {
    return trial.requests().committed() / trial.virtualS();
  }

  /** A row a replicate and strategy: cash a member and round, and points for what was accepted. */
  private static void replicates(ClaimTable table, ClaimRun run) throws Exception {
    Path file = run.projectRoot().resolve("paper/configs").resolve(table.file());
    StudyFile study = StudyFile.read(file, OptionalLong.of(run.seed()));
    StudySection wanted = study.section("simulate").section("ledger");
    StudySection named = wanted.section("members");
    Map<String, Integer> members = new LinkedHashMap<>();
    named.keys().forEach(name -> members.put(name, named.integer(name)));
    String replicates = values(table, run).get("replicates");
    run.progress("members on the ledger: " + table.name());
    LedgerResult result =
        new LedgerPlan(
                LedgerPlan.parameters(study),
                members,
                wanted.integer("endowment"),
                wanted.integer("rounds"),
                replicates == null ? wanted.integer("replicates") : Integer.parseInt(replicates))
            .play(run);
    try (RawTable raw =
        run.raw(
            table.name(),
            "replicate",
            "strategy",
            "payoff_cash",
            "points_a_member",
            "accepted",
            "points_a_record")) {
      for (int number = 0; number < result.runs().size(); number++) {
        LedgerReplicate replicate = result.runs().get(number);
        for (String strategy : members.keySet()) {
          List<MemberResult> own =
              replicate.members().stream()
                  .filter(each -> each.strategy().equals(strategy))
                  .toList();
          long points = own.stream().mapToLong(MemberResult::points).sum();
          long accepted = own.stream().mapToLong(MemberResult::accepted).sum();
          raw.row(
              number,
              strategy,
              LedgerPlan.payoffs(result, strategy)[number],
              (double) points / own.size(),
              accepted,
              accepted == 0 ? "" : (double) points / accepted);
        }
      }
    }
  }
}
