package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.PromiseOutcome;
import org.medchain.experiments.results.ProtocolRatios;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.TrialsFile;
import tools.jackson.databind.JsonNode;

/**
 * The text of {@code report/index.html}.
 *
 * @param cells of the run
 * @param answer what it opens with
 * @param ofP99 what is known of its 99th percentiles
 */
record ReportPage(RecordedRun run, List<CellSummary> cells, RunAnswer answer, String ofP99) {
  /** Remarks that the page's own words do not have. */
  private static final List<String> ALONE =
      List.of("table.unsteady", "table.violated", "table.partial");

  /**
   * With the drawn figures in their order; where drawing was impossible, with the reason.
   *
   * @param forms the part about closed forms
   */
  String html(List<String> figures, String trouble, String forms) {
    List<String> parts = new ArrayList<>();
    String name = run.manifest().text("name");
    RunSummary summary = RunSummary.of(run);
    CellTable table = CellTable.of(cells);
    List<ProtocolRatios> ratios = ProtocolRatios.of(cells);
    parts.add(Markup.element("h1", name));
    Stream.of(trouble, summary.failed() > 0 ? summary.verdicts() : "")
        .filter(each -> !each.isEmpty())
        .forEach(each -> parts.add(HtmlPage.words("page.alarm", each)));
    parts.add(
        HtmlPage.words(
            "page.answer",
            answer.question(),
            answer.answer(),
            answer.validWhen(),
            answer.notShown()));
    figures.stream().limit(1).forEach(parts::add);
    parts.add(header(summary));
    if (figures.size() > 1) {
      parts.add("<h2>More figures</h2>");
      parts.addAll(figures.subList(1, figures.size()));
    }
    if (!ratios.isEmpty()) {
      parts.add(RatiosSection.html(ratios));
    }
    parts.add(forms);
    parts.add(
        folded(
            "cells",
            "All cells",
            table.rows().size() + " cells, each with its verdict",
            explained() + cells(table)));
    parts.add(
        folded(
            "provenance", "Where this comes from", "command, config, code, machine", provenance()));
    parts.add(
        folded(
            "columns",
            "What the columns mean",
            "of trials.csv",
            ReportSentence.of("page.columns", Markup.link("../trials.csv")) + definitions()));
    return page(name, parts);
  }

  /** A part that a reader opens who wants it (EXP-37); on paper it is open. */
  static String folded(String id, String title, String inside, String content) {
    return ReportSentence.of("page.part", id, title, inside, content);
  }

  /** What the table of cells shows. */
  private String explained() {
    String narrowed = CellTable.narrowed(cells);
    String told = narrowed.isEmpty() ? ofP99 : ofP99 + " Repeats: " + narrowed + ".";
    return Markup.element("p", ReportSentence.of("page.cells", told));
  }

  /** A page of these parts. */
  static String page(String title, List<String> parts) {
    return HtmlPage.of(title, "", String.join("\n", parts));
  }

  private String header(RunSummary summary) {
    JsonNode config = run.config();
    boolean simulated = !config.path("host").asString("").equals("cluster");
    return HtmlPage.words(
        "page.run",
        list(config.path("protocols")),
        list(config.path("nodes")),
        list(config.path("faults")),
        config
            .path("fault_rates")
            .valueStream()
            .map(rate -> AxisQuantity.FAULT_RATE.tick(rate.asDouble(0)))
            .collect(Collectors.joining(", ")),
        run.manifest().stoppingRule().words(),
        config.path("seed").asString(""),
        summary.failed() > 0 ? "fail" : summary.passed() < summary.finished() ? "unknown" : "pass",
        summary.verdicts(),
        summary.speed(),
        ReportSentence.of(simulated ? "page.simulated" : "page.processes"));
  }

  private static String list(JsonNode values) {
    return values
        .valueStream()
        .map(each -> each.asString(""))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String cells(CellTable table) {
    return HtmlPage.table("cells", table.columns(), table.rows(), PromiseOutcome::looks)
        + table.remarks().stream()
            .filter(ALONE::contains)
            .map(key -> HtmlPage.words("page.remark", ReportSentence.of(key)))
            .collect(Collectors.joining());
  }

  private String provenance() {
    RunManifest manifest = run.manifest();
    JsonNode json = manifest.json();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", manifest.text("command_line"));
    facts.put("config hash", manifest.text("config_hash"));
    facts.put("code hash", manifest.text("code_hash"));
    facts.put("commit", json.has("commit") ? manifest.text("commit") : "not known");
    facts.put("from, to", manifest.text("start") + ", " + manifest.text("end"));
    facts.put("JDK", list(json.path("jdk")));
    facts.put("system", list(json.path("os")));
    facts.put("processor", list(json.path("cpu")) + " of them");
    return facts(facts, "<th>%s</th><td><code>%s</code></td>")
        + ReportSentence.of(
            "page.config", Markup.link("../config.yaml"), Markup.link("../manifest.json"));
  }

  /** A table of two columns. */
  private static String facts(Map<String, String> all, String form) {
    return all.entrySet().stream()
        .map(each -> form.formatted(Markup.escape(each.getKey()), Markup.escape(each.getValue())))
        .collect(
            Collectors.joining("</tr>\n<tr>", "<table class=\"facts\">\n<tr>", "</tr>\n</table>"));
  }

  private String definitions() {
    Map<String, String> meanings = new LinkedHashMap<>();
    TrialsFile.columns(run.rows())
        .forEach(each -> meanings.put(each.header(), each.definition().meaning()));
    TrialsFile.axes(run.rows()).forEach(path -> meanings.put(path, ConfigSchema.meaning(path)));
    return facts(meanings, "<th><code>%s</code></th><td>%s</td>");
  }
}
