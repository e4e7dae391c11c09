package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.PromiseOutcome;
import org.medchain.experiments.results.ProtocolRatios;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunSummary;
import tools.jackson.databind.JsonNode;

/**
 * The text of {@code report/index.html}.
 *
 * @param answer what it opens with
 * @param narrowed what decided on the repeats of each cell; empty where they are a number
 * @param ratios of protocols to each other
 * @param columns of the table of trials
 * @param axes the columns behind them
 * @param ofP99 what is known of its 99th percentiles
 * @param redraw the command that draws it and its figures again
 */
record ReportPage(
    RunManifest manifest,
    RunAnswer answer,
    RunSummary summary,
    CellTable table,
    String narrowed,
    List<ProtocolRatios> ratios,
    List<TrialColumn> columns,
    Set<String> axes,
    String ofP99,
    String redraw) {
  /** Remarks that the page's own words do not have. */
  private static final List<String> ALONE =
      List.of("table.unsteady", "table.violated", "table.partial");

  /**
   * With the drawn figures in their order; where drawing was impossible, with the reason.
   *
   * @param forms the part about closed forms
   */
  String html(List<RenderedFigure> figures, String trouble, String forms) {
    List<String> parts = new ArrayList<>();
    String name = manifest.text("name");
    parts.add(Markup.element("h1", name));
    if (!trouble.isEmpty()) {
      parts.add("<p class=\"fail\">" + Markup.escape(trouble) + "</p>");
    }
    if (summary.failed() > 0) {
      parts.add("<p class=\"fail\">" + Markup.escape(summary.verdicts()) + "</p>");
    }
    parts.add(opening());
    figures.stream().limit(1).forEach(each -> parts.add(each.html(redraw)));
    parts.add(header());
    if (figures.size() > 1) {
      parts.add("<h2>More figures</h2>");
      figures.stream().skip(1).forEach(each -> parts.add(each.html(redraw)));
    }
    if (!ratios.isEmpty()) {
      parts.add(RatiosSection.html(ratios));
    }
    parts.add(forms);
    parts.add(
        new FoldedPart("cells", "All cells", table.rows().size() + " cells, each with its verdict")
            .html(explained() + "\n" + cells()));
    parts.add(
        new FoldedPart("provenance", "Where this comes from", "command, config, code, machine")
            .html(provenance()));
    parts.add(
        new FoldedPart("columns", "What the columns mean", "of trials.csv")
            .html(
                ReportSentence.of("page.columns", Markup.link("../trials.csv"))
                    + "\n"
                    + definitions()));
    return page(name, parts);
  }

  private String opening() {
    return "<dl class=\"answer\">\n"
        + entry("Question", answer.question())
        + entry("Answer", answer.answer())
        + entry("Valid when", answer.validWhen())
        + entry("Not shown", answer.notShown())
        + "</dl>";
  }

  private static String entry(String name, String text) {
    return Markup.element("dt", name) + Markup.element("dd", text) + "\n";
  }

  /** What the table of cells shows. */
  private String explained() {
    String told = narrowed.isEmpty() ? ofP99 : ofP99 + " Repeats: " + narrowed + ".";
    return Markup.element("p", ReportSentence.of("page.cells", told));
  }

  /** A page of these parts. */
  static String page(String title, List<String> parts) {
    return HtmlPage.of(
        title, SchemaText.of(ReportPage.class, "report.css"), String.join("\n", parts));
  }

  private String header() {
    JsonNode config = manifest.json().path("config");
    String what =
        "%s on %s nodes; %s of %s of the nodes; %s repeats each; seed %s."
            .formatted(
                list(config, "protocols"),
                list(config, "nodes"),
                list(config, "faults"),
                percents(config.path("fault_rates")),
                manifest.stoppingRule().words(),
                config.path("seed").asString(""));
    String verdict =
        summary.failed() > 0 ? "fail" : summary.passed() < summary.finished() ? "unknown" : "pass";
    return ("<h2>The run</h2>\n%s\n<p class=\"verdicts %s\">%s</p>\n<p class=\"faint\">%s. "
            + "Synthetic records; %s</p>")
        .formatted(
            Markup.element("p", what),
            verdict,
            Markup.escape(summary.verdicts()),
            Markup.escape(summary.speed()),
            config.path("host").asString("").equals("cluster")
                ? ReportSentence.of("page.processes")
                : ReportSentence.of("page.simulated"));
  }

  private static String list(JsonNode config, String key) {
    List<String> words = new ArrayList<>();
    config.path(key).forEach(word -> words.add(word.asString("")));
    return String.join(", ", words);
  }

  private static String percents(JsonNode rates) {
    List<String> words = new ArrayList<>();
    rates.forEach(rate -> words.add(AxisQuantity.FAULT_RATE.tick(rate.asDouble(0))));
    return String.join(", ", words);
  }

  private String cells() {
    return HtmlPage.table("cells", table.columns(), table.rows(), PromiseOutcome::looks)
        + table.remarks().stream()
            .filter(ALONE::contains)
            .map(key -> "\n<p class=\"faint\">" + Markup.escape(ReportSentence.of(key)) + ".</p>")
            .collect(Collectors.joining());
  }

  private String provenance() {
    JsonNode json = manifest.json();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("command", manifest.text("command_line"));
    facts.put("config hash", manifest.text("config_hash"));
    facts.put("code hash", manifest.text("code_hash"));
    facts.put("commit", json.has("commit") ? manifest.text("commit") : "not known");
    facts.put("from, to", manifest.text("start") + ", " + manifest.text("end"));
    facts.put("JDK", text(json.path("jdk")));
    facts.put("system", text(json.path("os")));
    facts.put("processor", text(json.path("cpu")) + " of them");
    return facts(facts, "<th>%s</th><td><code>%s</code></td>")
        + "\n"
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

  private static String text(JsonNode object) {
    List<String> words = new ArrayList<>();
    object.forEach(word -> words.add(word.asString("")));
    words.removeAll(Collections.singleton(""));
    return String.join(", ", words);
  }

  private String definitions() {
    Map<String, String> meanings = new LinkedHashMap<>();
    columns.forEach(each -> meanings.put(each.header(), each.definition().meaning()));
    axes.forEach(path -> meanings.put(path, ConfigSchema.meaning(path)));
    return facts(meanings, "<th><code>%s</code></th><td>%s</td>");
  }
}
