package org.medchain.harness.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.experiments.drawing.Markup;
import org.medchain.harness.config.HarnessConfig;

/** {@code index.html} of a run: the verdict, the counts, both plots, and all files. */
final class IndexPage {
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("timeline.html", "the operations over time, and what refutes the run"),
          Map.entry("messages.svg", "who sent what to whom, for a moment"),
          Map.entry("config.yaml", "repeats the run with exactly these faults"),
          Map.entry("manifest.json", "seed, code, machine, times, counts, recoveries"),
          Map.entry("verdict.json", "what each checker said"),
          Map.entry("history.jsonl", "what the clients saw, for medchain check"),
          Map.entry("history.edn", "the same for Jepsen's tools"));
  private static final List<String> ORDER =
      List.of(
          "timeline.html",
          "messages.svg",
          "config.yaml",
          "manifest.json",
          "verdict.json",
          "history.jsonl",
          "history.edn");

  private IndexPage() {}

  /**
   * The page.
   *
   * @param logs of nodes, their names in the folder
   */
  static String html(FinishedTest test, List<String> logs) {
    HarnessConfig config = test.config();
    String name = config.name() + " on " + config.host() + ", seed " + config.seed();
    StringBuilder body = new StringBuilder(Markup.element("h1", name)).append('\n');
    body.append(Markup.element("p", what(test))).append('\n');
    body.append(PageFrame.verdict(test.judgement()));
    body.append("<h2>Over time</h2>\n");
    plot(body, "latency", "Each operation: when it was invoked, and how long it took.");
    plot(body, "rate", "Successful operations a second, by function.");
    body.append("<h2>Faults</h2>\n").append(faults(test));
    if (!test.skipped().isEmpty()) {
      body.append(
          Markup.element(
              "p",
              "Skipped, because this host cannot do them: "
                  + String.join(", ", test.skipped().stream().map(each -> each.word()).toList())));
    }
    body.append("<h2>Files</h2>\n<ul>\n");
    for (String each : ORDER) {
      if (!each.equals("messages.svg") || !test.messages().isEmpty()) {
        body.append("<li>").append(Markup.link(each)).append(": ");
        body.append(Markup.escape(FILES.get(each))).append("</li>\n");
      }
    }
    logs.forEach(each -> body.append("<li>").append(Markup.link(each)).append("</li>\n"));
    body.append("</ul>\n");
    return PageFrame.page(name, "", body.toString());
  }

  private static String what(FinishedTest test) {
    HarnessConfig config = test.config();
    Map<CallOutcome, Integer> counts = CallOutcome.count(test.operations());
    return String.format(
        Locale.ROOT,
        "Workload %s: %d workers on %d nodes for %.0f s; %d operations: %d ok, %d fail, %d info;"
            + " %d faults.",
        config.workload(),
        config.workers(),
        config.nodes(),
        config.timeLimitS(),
        test.operations().size(),
        counts.get(CallOutcome.OK),
        counts.get(CallOutcome.FAIL),
        counts.get(CallOutcome.INFO),
        test.faults().size());
  }

  private static void plot(StringBuilder body, String name, String caption) {
    body.append("<figure><picture><source media=\"(max-width: 44rem)\" srcset=\"")
        .append(name)
        .append("-narrow.svg\"/><img src=\"")
        .append(name)
        .append(".svg\" alt=\"")
        .append(Markup.escape(caption))
        .append("\"/></picture>\n<figcaption>")
        .append(Markup.escape(caption + " Faults are shaded; their names stand on top."))
        .append("</figcaption></figure>\n");
  }

  private static String faults(FinishedTest test) {
    if (test.faults().isEmpty()) {
      return "<p>None.</p>\n";
    }
    List<List<String>> rows = new ArrayList<>();
    List<RecoveryTime> times = test.recoveries();
    for (FaultSpan each : test.faults()) {
      List<String> row = new ArrayList<>();
      row.add(each.label());
      row.add(String.format(Locale.ROOT, "%.1f s", each.fromNs() / 1e9));
      row.add(String.format(Locale.ROOT, "%.1f s", each.untilNs() / 1e9));
      times.stream()
          .filter(time -> time.span().equals(each))
          .findFirst()
          .ifPresentOrElse(
              time -> {
                row.add(RecoveryTable.words(time.fromBeginningNs()));
                row.add(RecoveryTable.words(time.fromHealNs()));
              },
              () -> {
                row.add("not done");
                row.add(each.problem().orElse(""));
              });
      rows.add(row);
    }
    return "<p>The last two columns say how long it takes from the fault's beginning, and from its"
        + " heal, until a call that was invoked later succeeds.</p>\n"
        + PageFrame.table(
            List.of("fault", "from", "to", "ok after its beginning", "ok after its heal"), 1, rows);
  }
}
