package org.medchain.claims.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.agents.LedgerResult.MemberResult;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimTable;
import org.medchain.claims.file.ClaimData.TablePart;
import org.medchain.claims.points.LedgerPlan;
import org.medchain.claims.watch.TrialWatch;
import org.medchain.claims.watch.TrialWatches;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.search.ScheduleSearch;
import org.medchain.paper.source.SourceTable;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import tools.jackson.databind.JsonNode;

/**
 * Runs experiments (CLAIM-3, CLAIM-13): the tables that entries name, the code beside them, and the
 * figures over both.
 */
public final class ClaimTables {
  private static final String ADVERSARIES = "adversaries";
  private static final long MOST_SCHEDULES = 1_000_000;
  private static final int AT_ONCE = 100;

  private ClaimTables() {}

  /**
   * Fills the figures of a run.
   *
   * @throws UserInputException where a config refuses a replaced value
   */
  public static void fill(ClaimRun run) throws Exception {
    for (Claim claim : run.experiment().claims()) {
      for (ClaimTable each : claim.data().tables()) {
        switch (each.kind()) {
          case "ledger" -> replicates(each, run);
          case "schedules" -> schedules(each, run);
          default -> trials(each, run);
        }
      }
    }
    run.experiment().code().run(run);
    for (Claim claim : run.experiment().claims()) {
      new ClaimExpressions(run).fill(claim);
    }
  }

  /** Keys with other values for this run; {@code $name} is the value of a setting. */
  private static Map<String, String> values(ClaimTable table, TablePart part, ClaimRun run) {
    Map<String, String> values = new LinkedHashMap<>(run.isFull() ? table.full() : table.quick());
    values.putAll(part.set());
    values.replaceAll(
        (key, value) ->
            value.startsWith("$") ? ClaimExpressions.number(run.value(value.substring(1))) : value);
    return values;
  }

  /** Trials, a row each, with what was seen of them. */
  private static void trials(ClaimTable table, ClaimRun run) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (TablePart part : table.parts()) {
      Map<String, String> values = values(table, part, run);
      for (LoadedConfig config :
          table.each()
              ? singleAdversaries(run, part.file(), values)
              : List.of(run.config(part.file(), values))) {
        SyntheticRecords records = run.records(config);
        for (ObservedTrial<TrialWatch> each :
            ClaimTrials.observed(
                run, config, cell -> TrialWatches.of(table.watch()).of(cell, records))) {
          Map<String, Object> row = new LinkedHashMap<>();
          JsonNode adversary = config.effective().path(ADVERSARIES).path(0);
          row.put("behaviour", adversary.path("behaviour").asString(""));
          row.put("colluding", adversary.path("nodes").size());
          row.putAll(ObservedTrialRow.of(each));
          row.putAll(part.as());
          rows.add(row);
        }
      }
    }
    write(table, rows, run);
  }

  private static void write(ClaimTable table, List<Map<String, Object>> rows, ClaimRun run)
      throws IOException {
    List<String> columns = new ArrayList<>(table.columns());
    if (columns.isEmpty()) {
      columns.addAll(rows.getFirst().keySet());
      columns.removeAll(ObservedTrialRow.NAMED);
    }
    List<String> heads = columns.stream().map(each -> each.replaceFirst(".* as ", "")).toList();
    try (RawTable raw = run.raw(table.name(), String.join(", ", heads))) {
      for (Map<String, Object> row : rows) {
        raw.row(columns.stream().map(each -> row.get(each.replaceFirst(" as .*", ""))).toArray());
      }
    }
    List<Map<String, String>> texts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, String> text = new LinkedHashMap<>();
      row.forEach((column, value) -> text.put(column, value.toString()));
      texts.add(text);
    }
    run.keep(new SourceTable(table.name(), new LinkedHashSet<>(rows.getFirst().keySet()), texts));
  }

  /** A config for each item of {@code adversaries}, in their order. */
  private static List<LoadedConfig> singleAdversaries(
      ClaimRun run, String file, Map<String, String> more) throws UserInputException {
    List<LoadedConfig> configs = new ArrayList<>();
    for (JsonNode item : run.config(file, more).effective().path(ADVERSARIES)) {
      Map<String, String> values = new LinkedHashMap<>(more);
      values.put(ADVERSARIES, "[" + item + "]");
      configs.add(run.config(file, values));
    }
    return configs;
  }

  /** Schedules of a kind, a row a violation; no two seeds have a schedule in common. */
  private static void schedules(ClaimTable table, ClaimRun run) throws Exception {
    TablePart part = table.parts().getFirst();
    SchedulePlan.ScheduleKind kind = SchedulePlan.ScheduleKind.valueOf(part.file());
    int count = Integer.parseInt(values(table, part, run).get("count"));
    long first = run.seed() * MOST_SCHEDULES + 1;
    try (RawTable raw = run.raw(table.name(), String.join(", ", table.columns()))) {
      for (int from = 0; from < count; from += AT_ONCE) {
        ScheduleSearch search =
            ScheduleSearch.over(
                seed -> SchedulePlan.of(kind, seed),
                first + from,
                first + Math.min(count, from + AT_ONCE) - 1,
                Runtime.getRuntime().availableProcessors());
        for (ScheduleSearch.FoundViolation each : search.findings()) {
          raw.row(each.seed(), each.violation().oracle(), each.violation().text());
        }
        run.progress("schedules: " + Math.min(count, from + AT_ONCE) + " of " + count);
      }
    }
  }

  /** Replicates of members on the ledger, a row a strategy. */
  private static void replicates(ClaimTable table, ClaimRun run) throws Exception {
    TablePart part = table.parts().getFirst();
    Path file = run.projectRoot().resolve("paper/configs").resolve(part.file());
    StudyFile study = StudyFile.read(file, OptionalLong.of(run.seed()));
    StudySection wanted = study.section("simulate").section("ledger");
    StudySection named = wanted.section("members");
    Map<String, Integer> members = new LinkedHashMap<>();
    named.keys().forEach(name -> members.put(name, named.integer(name)));
    String replicates = values(table, part, run).get("replicates");
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
            "replicate, strategy, payoff_cash, points_a_member, accepted, points_a_record")) {
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
