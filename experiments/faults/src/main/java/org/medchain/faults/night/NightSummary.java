package org.medchain.faults.night;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.MachineDescription;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.result.PageFrame;
import org.medchain.faults.result.RecoveryTable;
import org.medchain.faults.result.TestProvenance;
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
        csv(NightRun.HEADS, tally.runs().stream().map(NightRun::row).toList()));
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
    root.put("runs", tally.runs().size()).put("operations", tally.sum(NightRun::operations));
    root.put("acknowledged", tally.sum(NightRun::acknowledged));
    root.put("lost", tally.sum(NightRun::lost));
    ArrayNode groups = root.putArray("by_host_and_workload");
    for (List<NightRun> each : tally.groups().values()) {
      ObjectNode group = groups.addObject();
      HarnessConfig config = each.getFirst().config();
      group.put("host", config.host()).put("workload", config.workload());
      NightRun.figures(each).forEach(group::put);
    }
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

  private String html(Instant end) {
    boolean isGood = tally.failures().isEmpty();
    StringBuilder body = new StringBuilder("<h1>A night of faults</h1>\n");
    body.append(
        """
        <p>%s runs with %s operations from %s to %s, drawn with seed %s.</p>
        <p class="%s">%s</p>
        """
            .formatted(
                tally.runs().size(),
                tally.sum(NightRun::operations),
                start.truncatedTo(ChronoUnit.SECONDS),
                end.truncatedTo(ChronoUnit.SECONDS),
                seed,
                isGood ? "valid" : "invalid",
                isGood ? "no failure" : tally.failures().size() + " failed"));
    if (!isGood) {
      body.append("<h2>Failures</h2>\n<ul>\n");
      tally.failures().forEach(each -> failure(body, each));
      body.append("</ul>\n");
    }
    body.append(
        "<p>Of %s acknowledged requests %s are in no ledger.</p>"
            .formatted(tally.sum(NightRun::acknowledged), tally.sum(NightRun::lost)));
    if (!absent().isEmpty()) {
      body.append(Markup.element("p", "Did not happen: " + String.join(", ", absent()) + "."));
    }
    List<String> heads = new ArrayList<>(List.of("host and workload"));
    heads.addAll(NightRun.figures(List.of()).keySet());
    List<List<String>> runs = new ArrayList<>();
    for (Map.Entry<String, List<NightRun>> each : tally.groups().entrySet()) {
      List<String> row = new ArrayList<>(List.of(each.getKey()));
      NightRun.figures(each.getValue()).values().forEach(figure -> row.add("" + figure));
      runs.add(row);
    }
    body.append("\n<h2>Runs</h2>\n").append(PageFrame.table(heads, 1, runs));
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
