package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.PromiseOutcome;
import org.medchain.experiments.results.ProtocolRatios;
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
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1f2933; --faint: #5a6570; --line: #d9dde2;
        --paper: #ffffff; --tint: #f5f6f8; --good: #006b4f; --bad: #b3261e; --unsure: #7a5a00; --link: #00569d; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --faint: #a7afb8;
        --line: #3b424a; --paper: #16191d; --tint: #1f2328; --good: #58c9a4; --bad: #ff8a80;
        --unsure: #e6c15c; --link: #7cc0ff; } }
      body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 76rem; background: var(--paper);
        color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
      h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
      h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
      h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
      p { margin: .4rem 0; max-width: 46rem; }
      .faint, figcaption { color: var(--faint); }
      .verdicts { font-weight: 600; } .fail { color: var(--bad); font-weight: 600; }
      .pass { color: var(--good); } .unknown, .unequal { color: var(--unsure); font-weight: 600; }
      a { color: var(--link); }
      figure { margin: 0 0 2rem; }
      figure svg { display: block; width: 100%; max-width: 66rem; height: auto; background: #fff;
        border-radius: 6px; border: 1px solid var(--line); box-sizing: border-box; padding: 6px; }
      figcaption { font-size: .92rem; max-width: 52rem; margin-top: .4rem; }
      code, pre { font: .86rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
      code { background: var(--tint); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
      pre { background: var(--tint); padding: .75rem; border-radius: 6px; overflow-x: auto; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums; }
      th, td { padding: .25rem .55rem; text-align: right; border-bottom: 1px solid var(--line);
        white-space: nowrap; }
      th { background: var(--tint); font-weight: 600; }
      th:first-child, td:first-child, th:last-child, td:last-child { text-align: left; }
      table.facts td, table.facts th { text-align: left; white-space: normal; vertical-align: top; }
      th code { white-space: nowrap; }
      table.cells th, table.cells td { white-space: normal; } table.cells th { vertical-align: bottom; }
      table.cells { font-size: .82rem; } table.cells th, table.cells td { padding: .25rem .4rem; }
      table.forms td:nth-last-child(2), table.forms th:nth-last-child(2) { text-align: left; }
      summary { cursor: pointer; margin: .6rem 0; }
      details.part { border-top: 1px solid var(--line); margin-top: 1.25rem; }
      details.part + details.part { margin-top: 0; }
      details.part > summary { margin: 0; padding: .7rem 0; } summary h2 { display: inline; }
      dl.answer { margin: 1rem 0 1.5rem; display: grid; grid-template-columns: 6.5rem minmax(0, 46rem);
        gap: .5rem 1rem; } dl.answer dt { font-weight: 600; } dl.answer dd { margin: 0; }
      figure svg.for-narrow { display: none; }
      @media (max-width: 44rem) {
        dl.answer { display: block; } dl.answer dd { margin: 0 0 .8rem; }
        figure svg.for-wide { display: none; } figure svg.for-narrow { display: block; }
        table.cells, table.cells tbody, table.cells tr, table.cells td { display: block; }
        table.cells thead { display: none; }
        table.cells tr { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .7rem; }
        table.cells td { display: flex; justify-content: space-between; gap: 1rem;
          white-space: normal; text-align: right; }
        table.forms td:nth-last-child(2) { text-align: right; }
        table.cells td::before { content: attr(data-head); color: var(--faint); text-align: left; }
        table.facts, table.facts tbody, table.facts tr, table.facts th, table.facts td {
          display: block; }
      }
      @media print {
        :root { --ink: #000; --faint: #444; --line: #bbb; --paper: #fff; --tint: #f2f2f2;
          --good: #006b4f; --bad: #b3261e; --unsure: #7a5a00; --link: #000; }
        html { font-size: 11px; } body { max-width: none; font-size: 11px; padding: 0; }
        figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
        details.part::details-content { content-visibility: visible; }
        .wide { overflow: visible; } table.cells { font-size: 8px; }
        table.cells th, table.cells td { padding: 1px 3px; white-space: normal; }
        figure svg.for-wide { display: block; } figure svg.for-narrow { display: none; }
      }
      """;

  /**
   * With the drawn figures in their order; where drawing was impossible, with the reason.
   *
   * @param forms the part about closed forms
   */
  String html(List<RenderedFigure> figures, String trouble, String forms) {
    List<String> parts = new ArrayList<>();
    String name = Markup.escape(manifest.text("name"));
    parts.add(head(name));
    parts.add("<h1>" + name + "</h1>");
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
                "<p>Each row of "
                    + Markup.link("../trials.csv")
                    + " is one trial. An absent value is an empty field, never 0.</p>\n"
                    + definitions()));
    parts.add("</body>\n</html>\n");
    return String.join("\n", parts);
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
    return "<p>p50 and p99 are of the requests of all repeats together (least … greatest of the"
        + " repeats alone), the others means over repeats ± the half width of their 95 %"
        + " confidence interval (Student's t). Latencies and throughput are in virtual time, in"
        + " the steady state. “live?” is what the protocol promises, not what was seen;"
        + " “final/submitted” is summed over the repeats; “start” is the slowest request of the"
        + " warm-up, “view changed” in how many repeats that happened; k confirmations leave"
        + " the probability of a “reversal” by whom finality withstands. "
        + Markup.escape(narrowed.isEmpty() ? ofP99 : ofP99 + " Repeats: " + narrowed + ".")
        + "</p>";
  }

  /** Everything up to the body's beginning, with a title in HTML. */
  static String head(String title) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + title
        + " – medchain</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>";
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
                ? "real processes, one trial at a time: where it says virtual time, it is real"
                    + " time."
                : "simulated nodes and network.");
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

  /**
   * A table; the words of its heads go along in each row for narrow screens, where each cell is a
   * line.
   *
   * @param looks of the table
   * @param lastLooks of a row by its last word; empty for the usual ones
   */
  static String table(
      String looks, List<String> heads, List<List<String>> rows, UnaryOperator<String> lastLooks) {
    StringBuilder html =
        new StringBuilder("<div class=\"wide\"><table class=\"" + looks + "\">\n<thead><tr>");
    heads.forEach(head -> html.append(Markup.element("th", head)));
    html.append("</tr></thead>\n<tbody>\n");
    rows.forEach(row -> row(html, heads, row, lastLooks.apply(row.getLast())));
    return html.append("</tbody></table></div>").toString();
  }

  /** One without looks of its own. */
  static String table(List<String> heads, List<List<String>> rows) {
    return table("cells", heads, rows, last -> "");
  }

  private static void row(
      StringBuilder html, List<String> heads, List<String> words, String lastLooks) {
    html.append("<tr>");
    for (int i = 0; i < words.size(); i++) {
      html.append("<td data-head=\"").append(Markup.escape(heads.get(i))).append('"');
      if (i == words.size() - 1 && !lastLooks.isEmpty()) {
        html.append(" class=\"").append(lastLooks).append('"');
      }
      // A narrow column breaks before a bar, not within one.
      String text = words.get(i).replace(" … ", "\u00a0…\u00a0").replace(" ± ", " ±\u00a0");
      html.append('>').append(Markup.escape(text)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private String cells() {
    return table("cells", table.heads(), table.rows(), PromiseOutcome::looks)
        + remark(table.unsteady(), CellTable.UNSTEADY_MEANS)
        + remark(table.violated(), CellTable.VIOLATED_MEANS)
        + remark(table.partial(), CellTable.PARTIAL_MEANS);
  }

  private static String remark(boolean applies, String text) {
    return applies ? "\n<p class=\"faint\">" + Markup.escape(text) + ".</p>" : "";
  }

  private String provenance() {
    JsonNode json = manifest.json();
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("command", manifest.text("command_line")));
    facts.add(List.of("config hash", manifest.text("config_hash")));
    facts.add(List.of("code hash", manifest.text("code_hash")));
    facts.add(List.of("commit", json.has("commit") ? manifest.text("commit") : "not known"));
    facts.add(List.of("from, to", manifest.text("start") + ", " + manifest.text("end")));
    facts.add(List.of("JDK", text(json.path("jdk"))));
    facts.add(List.of("system", text(json.path("os"))));
    facts.add(List.of("processor", text(json.path("cpu")) + " of them"));
    StringBuilder html = new StringBuilder("<table class=\"facts\">\n");
    for (List<String> fact : facts) {
      html.append("<tr>").append(Markup.element("th", fact.getFirst()));
      html.append("<td><code>").append(Markup.escape(fact.getLast())).append("</code></td></tr>\n");
    }
    return html.append("</table>\n<p>The config with all its defaults, to be run again: ")
        .append(Markup.link("../config.yaml"))
        .append(". More in ")
        .append(Markup.link("../manifest.json"))
        .append(
            "; every latency in <code>../histograms/&lt;trial&gt;.hlog</code> (HdrHistogram log, ")
        .append("µs).</p>")
        .toString();
  }

  private static String text(JsonNode object) {
    List<String> words = new ArrayList<>();
    object.forEach(word -> words.add(word.asString("")));
    words.removeAll(Collections.singleton(""));
    return String.join(", ", words);
  }

  private String definitions() {
    StringBuilder html = new StringBuilder("<table class=\"facts\">\n");
    for (TrialColumn column : columns) {
      html.append("<tr><th><code>").append(column.header()).append("</code></th>");
      html.append(Markup.element("td", column.definition().meaning())).append("</tr>\n");
    }
    for (String path : axes) {
      html.append("<tr><th><code>").append(Markup.escape(path)).append("</code></th>");
      html.append(Markup.element("td", ConfigSchema.meaning(path))).append("</tr>\n");
    }
    return html.append("</table>").toString();
  }
}
