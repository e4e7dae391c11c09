package org.medchain.faults.night;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.MachineDescription;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.result.FaultSpan;
import org.medchain.faults.result.FinishedTest;
import org.medchain.faults.result.RecoveryTable;
import org.medchain.faults.result.RecoveryTime;
import org.medchain.faults.result.RunPage;
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
 * @param required kinds that have to happen, in a night of a number of runs
 * @param runs in their order
 * @param faults how often each kind happened
 * @param recoveries from all of them
 * @param failures in their order
 */
record NightSummary(
    long seed,
    Instant start,
    TestProvenance code,
    List<NemesisKind> required,
    List<NightRun> runs,
    Map<NemesisKind, Integer> faults,
    List<RecoveryTime> recoveries,
    List<NightFailure> failures) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of a night that begins. */
  NightSummary(long seed, Instant start, TestProvenance code, List<NemesisKind> required) {
    this(
        seed,
        start,
        code,
        required,
        new ArrayList<>(),
        new EnumMap<>(NemesisKind.class),
        new ArrayList<>(),
        new ArrayList<>());
  }

  void add(FinishedTest test) {
    runs.add(NightRun.of(test));
    for (FaultSpan each : test.faults()) {
      if (each.problem().isEmpty()) {
        faults.merge(each.fault().kind(), 1, Integer::sum);
      }
    }
    recoveries.addAll(test.recoveries());
  }

  /** By host and workload, both in the name. */
  private Map<String, List<NightRun>> groups() {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.config().host() + " " + each.config().workload(),
                TreeMap::new,
                Collectors.toList()));
  }

  long sum(ToLongFunction<NightRun> figure) {
    return runs.stream().mapToLong(figure).sum();
  }

  void write(Path folder, Instant end) throws IOException {
    CsvTable.writeColumns(
        folder.resolve("summary.csv"), RecoveryTable.columns(), RecoveryTable.rows(recoveries()));
    CsvTable.writeColumns(folder.resolve("runs.csv"), NightRun.COLUMNS, runs());
    AtomicFile.write(folder.resolve("summary.html"), html(end));
    // Last: a folder that has it has the others, also after an interrupt between two of them.
    AtomicFile.write(folder.resolve("summary.json"), json(end));
  }

  /** The kinds that have to happen and did not. */
  List<String> absent() {
    return required.stream()
        .distinct()
        .filter(each -> !faults.containsKey(each))
        .map(NemesisKind::word)
        .toList();
  }

  private String json(Instant end) {
    ObjectNode root = JSON.createObjectNode();
    root.put("seed", seed).put("command_line", code.commandLine());
    root.setAll(code.fields());
    root.setAll(MachineDescription.describe());
    root.put("start", start.toString()).put("end", end.toString());
    root.put("runs", runs().size()).put("operations", sum(NightRun::operations));
    root.put("acknowledged", sum(NightRun::acknowledged));
    root.put("lost", sum(NightRun::lost));
    ArrayNode groups = root.putArray("by_host_and_workload");
    for (List<NightRun> each : groups().values()) {
      ObjectNode group = groups.addObject();
      HarnessConfig config = each.getFirst().config();
      group.put("host", config.host()).put("workload", config.workload());
      NightRun.figures(each).forEach(group::put);
    }
    ObjectNode kinds = root.putObject("faults");
    faults.forEach((kind, count) -> kinds.put(kind.word(), count));
    absent().forEach(root.putArray("did_not_happen")::add);
    RecoveryTable.json(root.putObject("recovery_by_kind"), recoveries());
    ArrayNode failed = root.putArray("failures");
    for (NightFailure each : failures) {
      ObjectNode one = failed.addObject();
      one.put("host", each.config().host()).put("workload", each.config().workload());
      one.put("seed", each.config().seed()).put("folder", each.folder()).put("why", each.why());
      each.regression().ifPresent(file -> one.put("regression", file));
      one.put("faults", each.faults()).put("faults_left", each.faultsLeft());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private String html(Instant end) {
    boolean isGood = failures().isEmpty();
    StringBuilder body = new StringBuilder("<h1>A night of faults</h1>\n");
    body.append(
        """
        <p>%s runs with %s operations from %s to %s, drawn with seed %s.</p>
        <p class="%s">%s</p>
        """
            .formatted(
                runs().size(),
                sum(NightRun::operations),
                start.truncatedTo(ChronoUnit.SECONDS),
                end.truncatedTo(ChronoUnit.SECONDS),
                seed,
                isGood ? "valid" : "invalid",
                isGood ? "no failure" : failures().size() + " failed"));
    if (!isGood) {
      body.append("<h2>Failures</h2>\n<ul>\n");
      failures().forEach(each -> failure(body, each));
      body.append("</ul>\n");
    }
    body.append(
        "<p>Of %s acknowledged requests %s are in no ledger.</p>"
            .formatted(sum(NightRun::acknowledged), sum(NightRun::lost)));
    if (!absent().isEmpty()) {
      body.append(Markup.element("p", "Did not happen: " + String.join(", ", absent()) + "."));
    }
    List<String> heads = new ArrayList<>(List.of("host and workload"));
    heads.addAll(NightRun.figures(List.of()).keySet());
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<NightRun>> each : groups().entrySet()) {
      List<String> row = new ArrayList<>(List.of(each.getKey()));
      NightRun.figures(each.getValue()).values().forEach(figure -> row.add("" + figure));
      rows.add(row);
    }
    body.append("\n<h2>Runs</h2>\n").append(RunPage.table(heads, rows));
    body.append("<h2>Faults</h2>\n<p>How often each kind happened, and how long it took from its")
        .append(" beginning, and from its heal, until a call that was invoked later")
        .append(" succeeded. Other faults may be in force meanwhile.</p>\n")
        .append(HtmlPage.table(RecoveryTable.columns(), RecoveryTable.rows(recoveries())))
        .append("<p>The figures are in ")
        .append(Markup.link("summary.json"))
        .append(", ")
        .append(Markup.link("summary.csv"))
        .append(" and ")
        .append(Markup.link("runs.csv"))
        .append(".</p>\n");
    return RunPage.page("A night of faults", body.toString());
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
