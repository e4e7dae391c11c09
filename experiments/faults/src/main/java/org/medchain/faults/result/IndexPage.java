package org.medchain.faults.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.experiments.drawing.Markup;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.plan.NemesisKind;

/** {@code index.html} of a run: the verdict, the counts, both plots, and all files. */
final class IndexPage {
  /** In the order in which the page has them. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("timeline.html", "the operations over time, and what refutes the run");
    FILES.put("messages.svg", "who sent what to whom, for a moment");
    FILES.put("config.yaml", "repeats the run with exactly these faults");
    FILES.put("manifest.json", "seed, code, machine, times, counts, recoveries");
    FILES.put("verdict.json", "what each checker said");
    FILES.put("history.jsonl", "what the clients saw, for medchain check");
    FILES.put("history.edn", "the same for Jepsen's tools");
  }

  private IndexPage() {}

  /**
   * The page.
   *
   * @param logs of nodes, their names in the folder
   */
  static String html(FinishedTest test, List<String> logs) {
    String name = test.name();
    MarkupText body = new MarkupText();
    body.add("%s%n%s%n", Markup.element("h1", name), Markup.element("p", what(test)));
    body.add("%s<h2>Over time</h2>%n", PageFrame.verdict(test.judgement()));
    plot(body, "latency", "Each operation: when it was invoked, and how long it took.");
    plot(body, "rate", "Successful operations a second, by function.");
    body.add("<h2>Faults</h2>%n%s", faults(test));
    if (!test.skipped().isEmpty()) {
      String skipped = String.join(", ", test.skipped().stream().map(NemesisKind::word).toList());
      body.add("<p>Skipped, because this host cannot do them: %s</p>", skipped);
    }
    body.add("<h2>Files</h2>%n<ul>%n");
    FILES.forEach(
        (file, meaning) -> {
          if (!file.equals("messages.svg") || !test.messages().isEmpty()) {
            body.add("<li>%s: %s</li>%n", Markup.link(file), Markup.escape(meaning));
          }
        });
    logs.forEach(each -> body.add("<li>%s</li>%n", Markup.link(each)));
    return PageFrame.page(name, "", body.add("</ul>%n").toString());
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

  private static void plot(MarkupText body, String name, String caption) {
    body.add(
        "<figure><picture><source media=\"(max-width: 44rem)\" srcset=\"%s-narrow.svg\"/>"
            + "<img src=\"%s.svg\" alt=\"%s\"/></picture>%n<figcaption>%s Faults are shaded;"
            + " their names stand on top.</figcaption></figure>%n",
        name, name, Markup.escape(caption), Markup.escape(caption));
  }

  private static String faults(FinishedTest test) {
    if (test.faults().isEmpty()) {
      return "<p>None.</p>\n";
    }
    List<List<String>> rows = new ArrayList<>();
    for (FaultSpan each : test.faults()) {
      RecoveryTime time = RecoveryTime.of(each, test.operations());
      boolean done = each.problem().isEmpty();
      rows.add(
          List.of(
              each.label(),
              String.format(Locale.ROOT, "%.1f s", each.fromNs() / 1e9),
              String.format(Locale.ROOT, "%.1f s", each.untilNs() / 1e9),
              done ? RecoveryTable.words(time.fromBeginningNs()) : "not done",
              done ? RecoveryTable.words(time.fromHealNs()) : each.problem().get()));
    }
    return "<p>The last two columns say how long it takes from the fault's beginning, and from its"
        + " heal, until a call that was invoked later succeeds.</p>\n"
        + PageFrame.table(
            List.of("fault", "from", "to", "ok after its beginning", "ok after its heal"), 1, rows);
  }
}
