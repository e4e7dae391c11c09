package org.medchain.faults.result;

import java.util.List;
import java.util.Locale;
import org.medchain.experiments.drawing.Markup;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.Counterexample;
import org.medchain.history.draw.CounterexampleSvg;

/** {@code timeline.html}: the verdict, what refutes the run, and its operations over time. */
final class TimelinePage {
  private static final long S = 1_000_000_000L;
  private static final long LONGEST_NS = 120 * S;
  private static final long AROUND_NS = 10 * S;
  private static final int OPERATIONS_MAX = 4_000;

  private TimelinePage() {}

  static String html(FinishedTest test) {
    MarkupText body = new MarkupText();
    body.add("%s%n", Markup.element("h1", test.name()));
    body.add("<p><a href=\"index.html\">All of this run</a></p>%n");
    body.add("%s", PageFrame.verdict(test.judgement()));
    test.counterexample()
        .ifPresent(
            each ->
                body.add(
                    "<h2>What no order explains</h2>%n<div class=\"wide drawing\">%n%s</div>%n"
                        + "<p><a href=\"#impossible\">Where it is in the run</a></p>%n",
                    CounterexampleSvg.draw(each)));
    TimeWindow window = window(test);
    body.add(
        "<h2>Operations</h2>%n%s%n<p><span class=\"key ok\"></span>ok <span class=\"key fail\">"
            + "</span>fail <span class=\"key info\"></span>info: given up, nobody knows"
            + " <span class=\"key in-force\"></span>fault in force</p>%n%s",
        Markup.element("p", describe(test, window)), new TimelineSvg(test, window).html());
    if (!test.messages().isEmpty()) {
      body.add(
          "<h2>Messages</h2>%n<p>%s; also as %s.</p>%n<div class=\"wide\"><img src=\"messages.svg\""
              + " alt=\"messages between clients and nodes\"/></div>%n",
          Markup.escape(test.window().describe() + ", around " + test.window().why()),
          Markup.link("messages.svg"));
    }
    return PageFrame.page("Timeline of " + test.name(), TimelineSvg.STYLE, body.toString());
  }

  /** All of a run that is short; otherwise what surrounds the counterexample, or the beginning. */
  static TimeWindow window(FinishedTest test) {
    long endNs = Math.max(S, test.endNs());
    TimeWindow window = new TimeWindow(0, endNs, "the whole run");
    if (endNs > LONGEST_NS || test.operations().size() > OPERATIONS_MAX) {
      window =
          test.counterexample()
              .map(each -> around(each, endNs))
              .orElse(new TimeWindow(0, Math.min(endNs, LONGEST_NS), "the beginning"));
    }
    return shortened(window, test.operations());
  }

  private static TimeWindow around(Counterexample counterexample, long endNs) {
    long atNs = TimeWindow.endNs(counterexample.impossible());
    long fromNs =
        counterexample.operations().stream()
            .mapToLong(each -> each.invocation().time().orElse(0))
            .min()
            .orElse(atNs);
    // What is far from the impossible operation stands in the drawing above.
    fromNs = Math.max(fromNs, atNs - LONGEST_NS / 2);
    return new TimeWindow(
        Math.max(0, fromNs - AROUND_NS),
        Math.min(endNs, atNs + AROUND_NS),
        "what surrounds the counterexample");
  }

  /** The number of bars that a page holds; its window ends before the next one. */
  private static TimeWindow shortened(TimeWindow window, List<HistoryOperation> operations) {
    long[] begins =
        operations.stream()
            .mapToLong(each -> each.invocation().time().orElse(0))
            .filter(each -> each >= window.fromNs() && each <= window.untilNs())
            .sorted()
            .toArray();
    return begins.length <= OPERATIONS_MAX
        ? window
        : new TimeWindow(window.fromNs(), begins[OPERATIONS_MAX], window.why());
  }

  private static String describe(FinishedTest test, TimeWindow window) {
    long shown =
        test.operations().stream()
            .mapToLong(each -> each.invocation().time().orElse(0))
            .filter(each -> each >= window.fromNs() && each <= window.untilNs())
            .count();
    return String.format(
        Locale.ROOT,
        "%s: %.1f s to %.1f s of %.1f s, %d of %d operations. A row is a worker: after an operation"
            + " that was given up it continues as another process. Rest on a bar for its values.",
        Character.toUpperCase(window.why().charAt(0)) + window.why().substring(1),
        window.fromNs() / 1e9,
        window.untilNs() / 1e9,
        test.endNs() / 1e9,
        shown,
        test.operations().size());
  }
}
