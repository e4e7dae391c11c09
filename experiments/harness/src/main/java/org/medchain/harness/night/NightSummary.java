package org.medchain.harness.night;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.MachineDescription;
import org.medchain.harness.night.NightTally.RunCounts;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.result.PageFrame;
import org.medchain.harness.result.RecoveryTable;
import org.medchain.harness.result.TestProvenance;
import org.medchain.history.check.HistoryVerdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A night for people and programs; written again after each run, so that an interrupted night has
 * it too.
 *
 * @param seed of all draws
 * @param start wall time
 * @param code what was run
 * @param tally what happened
 * @param required kinds that have to happen, in a night of a number of runs
 */
record NightSummary(
    long seed, Instant start, TestProvenance code, NightTally tally, List<NemesisKind> required) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  void write(Path folder, Instant end) throws IOException {
    AtomicFile.write(folder.resolve("summary.json"), json(end));
    AtomicFile.write(folder.resolve("summary.html"), html(end));
    AtomicFile.write(folder.resolve("summary.csv"), faultsCsv());
    AtomicFile.write(
        folder.resolve("runs.csv"),
        csv(NightRun.HEADS, tally.list().stream().map(NightRun::row).toList()));
  }

  /** The kinds that have to happen and did not. */
  List<String> absent() {
    return required.stream()
        .distinct()
        .filter(each -> !tally.faults().containsKey(each))
        .map(NemesisKind::word)
        .toList();
  }

  /** How often each kind happened, and its recovery times, as the page has them. */
  private String faultsCsv() {
    return csv(RecoveryTable.COLUMNS, RecoveryTable.seconds(tally.recoveries()));
  }

  /** No cell of these tables has a comma. */
  private static String csv(List<String> heads, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(String.join(",", heads)).append('\n');
    rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
    return text.toString();
  }

  private String json(Instant end) {
    ObjectNode root = JSON.createObjectNode();
    root.put("seed", seed).put("command_line", code.commandLine());
    root.setAll(code.fields());
    root.setAll(MachineDescription.describe());
    root.put("start", start.toString()).put("end", end.toString());
    root.put("runs", tally.runCount()).put("operations", tally.operationCount());
    root.put("acknowledged", tally.acknowledged()).put("lost", tally.lost());
    ArrayNode groups = root.putArray("by_host_and_workload");
    tally.runs().forEach((name, each) -> group(groups.addObject(), name, each));
    ObjectNode faults = root.putObject("faults");
    tally.faults().forEach((kind, count) -> faults.put(kind.word(), count));
    absent().forEach(root.putArray("did_not_happen")::add);
    RecoveryTable.json(root.putObject("recovery_by_kind"), tally.recoveries());
    ArrayNode failures = root.putArray("failures");
    for (NightFailure each : tally.failures()) {
      ObjectNode one = failures.addObject();
      one.put("host", each.config().host()).put("workload", each.config().workload());
      one.put("seed", each.config().seed()).put("folder", each.folder()).put("why", each.why());
      each.regression().ifPresent(file -> one.put("regression", file));
      one.put("faults", each.faults()).put("faults_left", each.faultsLeft());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void group(ObjectNode to, String name, RunCounts counts) {
    String[] hostAndWorkload = name.split(" ", 2);
    to.put("host", hostAndWorkload[0]).put("workload", hostAndWorkload[1]);
    to.put("runs", counts.count());
    for (HistoryVerdict each : HistoryVerdict.values()) {
      to.put(each.word(), counts.count(each));
    }
    to.put("broken", counts.broken());
    to.put("ok", counts.ok()).put("fail", counts.fail()).put("info", counts.info());
  }

  private String html(Instant end) {
    StringBuilder body = new StringBuilder("<h1>A night of faults</h1>\n");
    body.append(
        Markup.element(
            "p",
            String.format(
                Locale.ROOT,
                "%d runs with %d operations from %s to %s, drawn with seed %d.",
                tally.runCount(),
                tally.operationCount(),
                start.truncatedTo(ChronoUnit.SECONDS),
                end.truncatedTo(ChronoUnit.SECONDS),
                seed)));
    boolean isGood = tally.failures().isEmpty();
    body.append("\n<p class=\"").append(isGood ? "valid" : "invalid").append("\">");
    body.append(isGood ? "no failure" : tally.failures().size() + " failed").append("</p>\n");
    if (!isGood) {
      body.append("<h2>Failures</h2>\n<ul>\n");
      tally.failures().forEach(each -> failure(body, each));
      body.append("</ul>\n");
    }
    body.append(
        Markup.element(
            "p",
            String.format(
                Locale.ROOT,
                "Of %d acknowledged requests %d are in no ledger.",
                tally.acknowledged(),
                tally.lost())));
    if (!absent().isEmpty()) {
      body.append(Markup.element("p", "Did not happen: " + String.join(", ", absent()) + "."));
    }
    body.append("\n<h2>Runs</h2>\n");
    body.append(
        PageFrame.table(
            List.of(
                "host and workload",
                "runs",
                "valid",
                "unknown",
                "invalid",
                "broken",
                "ok",
                "fail",
                "info"),
            1,
            runs()));
    body.append("<h2>Faults</h2>\n<p>How often each kind happened, and how long it took from its")
        .append(" beginning, and from its heal, until a call that was invoked later")
        .append(" succeeded. Other faults may be in force meanwhile.</p>\n")
        .append(PageFrame.table(RecoveryTable.HEADS, 1, RecoveryTable.rows(tally.recoveries())))
        .append("<p>The figures are in ")
        .append(Markup.link("summary.json"))
        .append(", ")
        .append(Markup.link("summary.csv"))
        .append(" and ")
        .append(Markup.link("runs.csv"))
        .append(".</p>\n");
    return PageFrame.page("A night of faults", "", body.toString());
  }

  private List<List<String>> runs() {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, RunCounts> each : tally.runs().entrySet()) {
      RunCounts counts = each.getValue();
      List<String> row = new ArrayList<>(List.of(each.getKey(), "" + counts.count()));
      for (HistoryVerdict verdict : HistoryVerdict.values()) {
        row.add("" + counts.count(verdict));
      }
      row.addAll(
          List.of("" + counts.broken(), "" + counts.ok(), "" + counts.fail(), "" + counts.info()));
      rows.add(row);
    }
    return rows;
  }

  private static void failure(StringBuilder body, NightFailure each) {
    // A run that broke has no page.
    String page = each.regression().isPresent() ? "/index.html" : "/config.yaml";
    body.append("<li><a href=\"").append(Markup.escape(each.folder())).append(page).append("\">");
    body.append(Markup.escape(each.folder())).append("</a>: ").append(Markup.escape(each.why()));
    each.regression()
        .ifPresent(
            file ->
                body.append("<br/>")
                    .append(each.faultsLeft())
                    .append(" of ")
                    .append(each.faults())
                    .append(" faults are enough: ")
                    .append(Markup.link(file)));
    body.append("</li>\n");
  }
}
