package org.medchain.faults.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.draw.CounterexampleSvg;

/** {@code index.html} of a run: verdict, what refutes it, operations, latencies, faults, files. */
public final class RunPage {
  private static final String STYLE = SchemaText.of(RunPage.class, "page.css");

  private static final List<String> FILES =
      List.of("config.yaml", "manifest.json", "verdict.json", "history.edn");

  private RunPage() {}

  /**
   * The page.
   *
   * @param logs of nodes, their names in the folder
   */
  static String html(FinishedTest test, List<String> logs) {
    StringBuilder body = new StringBuilder(Markup.element("h1", test.name()));
    body.append(Markup.element("p", what(test))).append(verdict(test.judgement()));
    test.counterexample()
        .ifPresent(
            each ->
                body.append("<h2>What no order explains</h2>\n<div class=\"wide drawing\">\n")
                    .append(CounterexampleSvg.draw(each))
                    .append("</div>\n<p><a href=\"#impossible\">Where it is in the run</a></p>\n"));
    body.append("<h2>Operations</h2>\n").append(new Timeline(test).html());
    body.append("<h2>Latencies</h2>\n").append(latencies(test.operations()));
    body.append("<h2>Faults</h2>\n").append(faults(test));
    body.append("<h2>Files</h2>\n<ul>\n");
    List<String> files = new ArrayList<>(FILES);
    files.addAll(logs);
    files.forEach(each -> body.append("<li>").append(Markup.link(each)).append("</li>\n"));
    return page(test.name(), body.append("</ul>").toString());
  }

  /** A page of the harness: it needs no network, and no script. */
  public static String page(String title, String body) {
    return HtmlPage.of(title, STYLE, body);
  }

  /** A table of words. */
  public static String table(List<String> heads, List<List<String>> rows) {
    List<CsvColumn<List<String>>> columns = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int column = i;
      columns.add(new CsvColumn<>(heads.get(i), row -> row.get(column)));
    }
    return HtmlPage.table(columns, rows) + "\n";
  }

  private static String what(FinishedTest test) {
    HarnessConfig config = test.config();
    String skipped =
        test.skipped().stream().map(NemesisKind::word).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Workload %s: %d workers on %d nodes for %.0f s; %d operations: %s; %d faults.%s",
        config.workload(),
        config.workers(),
        config.nodes(),
        config.timeLimitS(),
        test.operations().size(),
        CallOutcome.count(test.operations()).entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey().word())
            .collect(Collectors.joining(", ")),
        test.faults().size(),
        skipped.isEmpty() ? "" : " Skipped, because this host cannot do them: " + skipped + ".");
  }

  /** The verdict of each checker, and what it found. */
  private static String verdict(Judgement judgement) {
    String word = judgement.verdict().word();
    StringBuilder html = new StringBuilder("<p class=\"" + word + "\">" + word + "</p>\n<ul>\n");
    for (CheckResult each : judgement.results()) {
      html.append("<li>").append(Markup.escape(each.checker() + ": " + each.verdict().word()));
      html.append(' ').append(Markup.escape(each.counts().toString()));
      for (Finding finding : each.findings()) {
        html.append("<br/>").append(Markup.element("b", finding.name())).append(": ");
        html.append(Markup.escape(finding.text()));
        finding.lines().forEach(it -> html.append("<br/>").append(Markup.element("code", it)));
      }
      html.append("</li>\n");
    }
    return html.append("</ul>\n").toString();
  }

  /** Until an operation was answered or given up, by function. */
  private static String latencies(List<HistoryOperation> operations) {
    Map<String, List<Double>> functions =
        operations.stream()
            .filter(each -> each.completion().isPresent())
            .collect(
                Collectors.groupingBy(
                    each -> each.f() + " " + CallOutcome.of(each).word(),
                    TreeMap::new,
                    Collectors.mapping(RunPage::latencyMs, Collectors.toList())));
    List<List<String>> rows = new ArrayList<>();
    functions.forEach(
        (name, ms) -> {
          ms.sort(null);
          int last = ms.size() - 1;
          String times =
              String.format(
                  Locale.ROOT,
                  "%.1f ms,%.1f ms,%.1f ms",
                  ms.get(last / 2),
                  ms.get(last * 99 / 100),
                  ms.get(last));
          rows.add(List.of((name + "," + ms.size() + "," + times).split(",")));
        });
    return table(List.of("operation", "count", "p50", "p99", "longest"), rows);
  }

  private static double latencyMs(HistoryOperation operation) {
    return (operation.completion().orElseThrow().time().orElse(0)
            - operation.invocation().time().orElse(0))
        / 1e6;
  }

  private static String faults(FinishedTest test) {
    List<List<String>> rows = new ArrayList<>();
    for (FaultSpan each : test.faults()) {
      RecoveryTime time = RecoveryTime.of(each, test.operations());
      rows.add(
          List.of(
              each.label(),
              String.format(Locale.ROOT, "%.1f s", each.fromNs() / 1e9),
              String.format(Locale.ROOT, "%.1f s", each.untilNs() / 1e9),
              each.problem().isEmpty() ? RecoveryTable.words(time.fromBeginningNs()) : "not done",
              each.problem().orElseGet(() -> RecoveryTable.words(time.fromHealNs()))));
    }
    return "<p>The last two columns say how long it takes from the fault's beginning, and from its"
        + " heal, until a call that was invoked later succeeds.</p>\n"
        + table(
            List.of("fault", "from", "to", "ok after its beginning", "ok after its heal"), rows);
  }
}
