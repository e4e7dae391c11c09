package org.medchain.claims.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.agents.LedgerResult.MemberResult;
import org.medchain.claims.experiment.ClaimExperiment.ClaimCode;
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
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.search.ScheduleSearch;
import org.medchain.faults.search.ScheduleSearch.FoundViolation;
import org.medchain.paper.source.SourceTable;
import org.medchain.study.file.StudyFile;
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
   * @param tests what stands for the tests that count for its claims
   * @throws UserInputException where a config refuses a replaced value
   */
  public static void fill(ClaimRun run, ClaimCode tests) throws Exception {
    for (Claim claim : run.experiment().claims()) {
      for (ClaimTable each : claim.data().tables()) {
        switch (each.kind()) {
          case "ledger" -> replicates(each, run);
          case "schedules" -> schedules(each, run);
          case "results" -> committed(each, run);
          default -> trials(each, run);
        }
      }
    }
    for (Claim claim : run.experiment().claims()) {
      if (claim.data().code().isPresent()) {
        ClaimCode.named(claim.data().code().get()).run(run);
      }
    }
    if (run.experiment().isCounted()) {
      tests.run(run);
    }
    figures(run);
  }

  /** Fills the figures that are expressions, of tables that are there. */
  public static void figures(ClaimRun run) throws IOException {
    for (Claim claim : run.experiment().claims()) {
      new ClaimExpressions(run).fill(claim);
    }
  }

  /** Keys with other values for this run; {@code $name} is the value of a setting. */
  private static Map<String, String> values(ClaimTable table, TablePart part, ClaimRun run) {
    Map<String, String> values = table.values(part, run.isFull());
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
          table.each().isPresent()
              ? singleAdversaries(run, part.config().orElseThrow(), values)
              : List.of(run.config(part.config().orElseThrow(), values))) {
        SyntheticRecords records = run.records(config);
        for (ObservedTrial<TrialWatch> each :
            ClaimTrials.observed(
                run,
                config,
                cell ->
                    TrialWatches.of(table.watch().orElse(""), cell, records, run.projectRoot()))) {
          JsonNode adversary = config.effective().path(ADVERSARIES).path(0);
          for (Record seen : each.observer().rows(each.outcome())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("behaviour", adversary.path("behaviour").asString(""));
            row.put("colluding", adversary.path("nodes").size());
            row.putAll(ObservedTrialRow.of(seen, each.outcome()));
            row.putAll(part.as());
            row.put("row", rows.size() + 1);
            rows.add(row);
          }
        }
      }
    }
    write(table, rows, run);
  }

  private static void write(ClaimTable table, List<Map<String, Object>> rows, ClaimRun run)
      throws IOException {
    List<String> columns = new ArrayList<>(rows.getFirst().keySet());
    columns.removeAll(ObservedTrialRow.NAMED);
    if (table.columns().isPresent()) {
      columns = List.of(table.columns().get().strip().split(",\\s*", -1));
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
    ScheduleKind kind = ScheduleKind.valueOf(part.config().orElseThrow());
    int count = Integer.parseInt(values(table, part, run).get("count"));
    long first = run.seed() * MOST_SCHEDULES + 1;
    try (RawTable raw = run.raw(table.name(), table.columns().orElseThrow())) {
      for (int from = 0; from < count; from += AT_ONCE) {
        ScheduleSearch search =
            ScheduleSearch.over(
                seed -> SchedulePlan.of(kind, seed),
                first + from,
                first + Math.min(count, from + AT_ONCE) - 1,
                Runtime.getRuntime().availableProcessors());
        for (FoundViolation each : search.findings()) {
          raw.row(each.seed(), each.violation().oracle(), each.violation().text());
        }
        run.progress("schedules: " + Math.min(count, from + AT_ONCE) + " of " + count);
      }
    }
  }

  /** A table that another command measured and that is committed, as it is (BASE-6). */
  private static void committed(ClaimTable table, ClaimRun run) throws IOException {
    Path file = run.projectRoot().resolve("results").resolve(table.results().orElseThrow());
    Path raw = run.rawFile(table.name());
    Files.createDirectories(raw.getParent());
    Files.copy(file, raw, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Replicates of members on the ledger, a row a strategy. */
  private static void replicates(ClaimTable table, ClaimRun run) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (TablePart part : table.parts()) {
      Path file = run.projectRoot().resolve("paper/configs").resolve(part.config().orElseThrow());
      run.progress("members on the ledger: " + table.name());
      StudyFile study = StudyFile.read(file, OptionalLong.of(run.seed()));
      LedgerPlan plan = LedgerPlan.of(study, values(table, part, run));
      LedgerResult result = plan.play(run);
      for (int number = 0; number < result.runs().size(); number++) {
        for (String strategy : table.strategies().orElse(List.copyOf(plan.members().keySet()))) {
          Map<String, Object> row = new LinkedHashMap<>(part.as());
          row.put("replicate", number);
          row.put("strategy", strategy);
          row.put("payoff_cash", LedgerPlan.payoffs(result, strategy)[number]);
          addCounts(row, plan, result.runs().get(number), strategy);
          rows.add(row);
        }
      }
    }
    write(table, rows, run);
  }

  private static void addCounts(
      Map<String, Object> row, LedgerPlan plan, LedgerReplicate replicate, String strategy) {
    List<MemberResult> own =
        replicate.members().stream().filter(each -> each.strategy().equals(strategy)).toList();
    long points = own.stream().mapToLong(MemberResult::points).sum();
    long accepted = own.stream().mapToLong(MemberResult::accepted).sum();
    long uploads = (long) own.size() * plan.rounds();
    row.put("points_a_member", (double) points / own.size());
    row.put("accepted", accepted);
    row.put("points_a_record", accepted == 0 ? "" : (double) points / accepted);
    row.put("uploads", uploads);
    row.put("false_accepted", replicate.falseAccepted());
    row.put("all_accepted", replicate.accepted());
    row.put("convicted", replicate.convicted());
    row.put("uncollected_points", replicate.uncollected());
    row.put("uncollected_an_upload", (double) replicate.uncollected() / uploads);
  }
}
