package org.medchain.faults.result;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.medchain.experiments.drawing.Markup;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryOperation;

/**
 * The operations of a run as bars over time, a row for each worker: it has one operation open at a
 * time, and continues as another process after one that was given up. Of a long run it shows what
 * surrounds the counterexample, or the beginning.
 */
final class Timeline {
  private static final double LONGEST_S = 120;
  private static final double AROUND_S = 10;
  private static final int OPERATIONS_MAX = 4_000;
  private static final int ROW = 28;
  private static final int LANES = 4;
  private static final int LANE = 16;
  private static final int LEFT = 74;
  private static final int TOP = LANES * LANE + 24;
  private static final double PX_PER_S = 40;

  private final FinishedTest test;
  private final double lengthS;
  private final double fromS;
  private final double untilS;
  private final StringBuilder svg = new StringBuilder();

  Timeline(FinishedTest test) {
    this.test = test;
    this.lengthS = Math.max(1, test.endNs() / 1e9);
    Optional<Double> refutedS =
        test.counterexample()
            .filter(each -> lengthS > LONGEST_S)
            .map(each -> beginS(each.impossible()));
    this.fromS = Math.max(0, refutedS.orElse(0.0) - AROUND_S);
    double lastS = Math.min(lengthS, refutedS.map(s -> s + AROUND_S).orElse(LONGEST_S));
    double[] begins =
        test.operations().stream().mapToDouble(Timeline::beginS).filter(s -> s >= fromS).toArray();
    this.untilS = begins.length > OPERATIONS_MAX ? Math.min(lastS, begins[OPERATIONS_MAX]) : lastS;
  }

  private static double beginS(HistoryOperation operation) {
    return seconds(operation.invocation());
  }

  private static double endS(HistoryOperation operation) {
    return seconds(operation.completion().orElse(operation.invocation()));
  }

  private static double seconds(HistoryEvent event) {
    return event.time().orElse(0) / 1e9;
  }

  /** In HTML. */
  String html() {
    int height = TOP + ROW * test.config().workers();
    add(
        "<p>%.1f s to %.1f s of %.1f s: <span class=\"ok\">ok</span>, <span"
            + " class=\"fail\">fail</span>, <span class=\"info\">info</span> (given up: nobody"
            + " knows), <span class=\"fault\">fault in force</span>. Rest on a bar for its values."
            + "</p>\n<div class=\"wide\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
            + " class=\"timeline\" width=\"%.0f\" height=\"%d\"><title>operations over time"
            + "</title>\n",
        fromS, untilS, lengthS, x(untilS) + 2, height);
    int lane = 0;
    for (FaultSpan each : test.faults()) {
      if (each.untilNs() / 1e9 >= fromS && each.fromNs() / 1e9 <= untilS) {
        fault(each, lane++ % LANES, height);
      }
    }
    for (double atS = Math.ceil(fromS); atS <= untilS; atS += 5) {
      text(x(atS), TOP - 6, String.format(Locale.ROOT, "%.0f s", atS));
    }
    for (int worker = 0; worker < test.config().workers(); worker++) {
      text(2, TOP + ROW * worker + 18, "worker " + worker);
    }
    Set<Long> marked = new HashSet<>();
    test.counterexample()
        .ifPresent(it -> it.operations().forEach(each -> marked.add(each.invocation().index())));
    test.operations().stream()
        .filter(each -> endS(each) >= fromS && beginS(each) <= untilS)
        .forEach(each -> operation(each, marked.contains(each.invocation().index())));
    return svg.append("</svg></div>\n").toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // its library is not on the class path
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private double x(double atS) {
    return LEFT + (Math.clamp(atS, fromS, untilS) - fromS) * PX_PER_S;
  }

  private void text(double x, double y, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, Markup.escape(text));
  }

  private void fault(FaultSpan each, int lane, int height) {
    double from = x(each.fromNs() / 1e9);
    int top = lane * LANE;
    add(
        "<rect class=\"fault\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title>"
            + "</rect>\n",
        from,
        top,
        Math.max(1, x(each.untilNs() / 1e9) - from),
        height - top,
        Markup.escape(each.fault().describe()));
    text(from + 3, top + 11, each.label());
  }

  private void operation(HistoryOperation each, boolean marked) {
    boolean impossible =
        test.counterexample()
            .filter(it -> it.impossible().invocation().index() == each.invocation().index())
            .isPresent();
    double from = x(beginS(each));
    double wide = Math.max(3, x(endS(each)) - from);
    long y = TOP + each.process() % test.config().workers() * ROW;
    add(
        "<g class=\"%s%s\"%s><title>%s, %.4f s to %.4f s</title>"
            + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        CallOutcome.of(each).word(),
        marked ? " marked" : "",
        impossible ? " id=\"impossible\"" : "",
        Markup.escape(each.describe()),
        beginS(each),
        endS(each),
        from,
        y + 3,
        wide,
        ROW - 6);
    String label = each.f() + " " + each.argument();
    if (label.length() * 6 < wide) {
      text(from + 3, (double) y + 18, label);
    }
    svg.append("</g>\n");
  }
}
