package org.medchain.faults.result;

import java.util.List;
import java.util.Locale;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.Scale;
import org.medchain.faults.result.FaultLanes.PlacedFault;
import org.medchain.history.HistoryOperation;

/**
 * The operations of a window as bars, a row for each worker: it has one operation open at a time,
 * and continues as another process after one that was given up. Colours are the page's.
 */
final class TimelineSvg {
  static final String STYLE = SchemaText.of(TimelineSvg.class, "timeline.css");

  private static final int ROW = 28;
  private static final int LANE = 16;
  private static final int AXIS = 22;
  private static final int HEAD = 74;
  private static final double CHARACTER = 5.8;
  private static final double WIDTH_WANTED = 2_400;

  private final FinishedTest test;
  private final TimeWindow window;
  private final double pxPerNs;
  private final double width;
  private final List<PlacedFault> faults;
  private final int top;
  private final int height;
  private final List<HistoryOperation> marked;
  private final MarkupText svg = new MarkupText();

  TimelineSvg(FinishedTest test, TimeWindow window) {
    this.test = test;
    this.window = window;
    double pxPerS = Math.clamp(WIDTH_WANTED / (window.lengthNs() / 1e9), 12, 400);
    this.pxPerNs = pxPerS / 1e9;
    this.width = window.lengthNs() * pxPerNs;
    this.faults =
        FaultLanes.place(
            test.faults().stream().filter(this::isInside).map(this::cut).toList(),
            pxPerNs,
            width,
            CHARACTER);
    this.top = AXIS + LANE * FaultLanes.count(faults) + 6;
    this.height = top + ROW * test.config().workers() + 4;
    this.marked = test.counterexample().map(each -> each.operations()).orElse(List.of());
  }

  private boolean isInside(FaultSpan span) {
    return span.untilNs() >= window.fromNs() && span.fromNs() <= window.untilNs();
  }

  /** Its part inside, counted from the window's beginning. */
  private FaultSpan cut(FaultSpan span) {
    return new FaultSpan(
        span.fault(),
        Math.max(span.fromNs(), window.fromNs()) - window.fromNs(),
        Math.min(span.untilNs(), window.untilNs()) - window.fromNs(),
        span.problem());
  }

  /** In HTML: the names of the rows, which stay, and the rows, which can be pushed aside. */
  String html() {
    svg.add("<div class=\"timeline\">%n");
    open(HEAD, "workers");
    for (int worker = 0; worker < test.config().workers(); worker++) {
      text(6, y(worker) + 18, "worker " + worker);
    }
    svg.add("</svg>%n<div class=\"wide\">%n");
    open(width, "operations over time");
    svg.add("%s", SchemaText.of(TimelineSvg.class, "patterns.svg"));
    faults.forEach(this::fault);
    axis();
    test.operations().forEach(this::operation);
    return svg.add("</svg>%n</div>%n</div>%n").toString();
  }

  private void open(double wide, String title) {
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%.0f\" height=\"%d\">"
            + "<title>%s</title>%n",
        wide, height, title);
  }

  private int y(long worker) {
    return top + (int) worker * ROW;
  }

  private double x(long atNs) {
    return (atNs - window.fromNs()) * pxPerNs;
  }

  private void text(double x, double y, String text) {
    svg.add("<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, Markup.escape(text));
  }

  private void axis() {
    double stepS = Scale.step(70 / (pxPerNs * 1e9));
    String seconds = stepS < 0.1 ? "%.2f s" : stepS < 1 ? "%.1f s" : "%.0f s";
    for (double atS = Math.ceil(window.fromNs() / 1e9 / stepS) * stepS;
        atS <= window.untilNs() / 1e9;
        atS += stepS) {
      double x = x(Math.round(atS * 1e9));
      svg.add("<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"16\" y2=\"%d\"/>%n", x, x, height);
      text(x + 3, 12, String.format(Locale.ROOT, seconds, atS));
    }
    for (int worker = 1; worker < test.config().workers(); worker++) {
      String line = "<line class=\"row\" x1=\"0\" x2=\"%.0f\" y1=\"%d\" y2=\"%d\"/>%n";
      svg.add(line, width, y(worker), y(worker));
    }
  }

  private void fault(PlacedFault each) {
    double from = each.span().fromNs() * pxPerNs;
    double until = each.span().untilNs() * pxPerNs;
    double wide = Math.max(1, until - from);
    int lane = AXIS + each.lane() * LANE;
    String box = "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>";
    svg.add("<g><title>%s</title>", Markup.escape(each.span().fault().describe()))
        .add(box, "fault", from, top, wide, height - top)
        .add(box + "</g>%n", "name", from, lane, wide, LANE - 2);
    double leftward = Math.max(0, until - each.label().length() * CHARACTER);
    text(each.leftward() ? leftward : from + 3, lane + 11, each.label());
  }

  private void operation(HistoryOperation each) {
    long fromNs = each.invocation().time().orElse(0);
    long untilNs = each.completion().map(end -> end.time().orElse(fromNs)).orElse(fromNs);
    if (untilNs < window.fromNs() || fromNs > window.untilNs()) {
      return;
    }
    double from = x(Math.max(fromNs, window.fromNs()));
    double wide = Math.max(3, x(Math.min(untilNs, window.untilNs())) - from);
    CallOutcome outcome = CallOutcome.of(each);
    // A short bar has no room for a pattern, so its height tells too.
    int inset = outcome == CallOutcome.OK ? 3 : outcome == CallOutcome.FAIL ? 8 : 5;
    boolean isImpossible =
        test.counterexample().filter(it -> isSame(it.impossible(), each)).isPresent();
    boolean isMarked = marked.stream().anyMatch(it -> isSame(it, each));
    svg.add(
        "<g class=\"%s%s\"%s><title>%s</title>",
        outcome.word(),
        isMarked ? " marked" : "",
        isImpossible ? " id=\"impossible\"" : "",
        Markup.escape(tooltip(each, fromNs, untilNs)));
    int y = y(each.process() % test.config().workers());
    svg.add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        from, y + inset, wide, ROW - 2 * inset);
    String label = each.f() + " " + each.argument();
    if (label.length() * CHARACTER + 4 < wide) {
      text(from + 3, y + 18, label);
    }
    svg.add("</g>%n");
  }

  /** A counterexample may have it open that ends later. */
  private static boolean isSame(HistoryOperation one, HistoryOperation other) {
    return one.invocation().index() == other.invocation().index();
  }

  private static String tooltip(HistoryOperation each, long fromNs, long untilNs) {
    return String.format(
        Locale.ROOT,
        "%s%n%s, %.4f s to %.4f s (%.1f ms)",
        each.describe(),
        CallOutcome.of(each).word(),
        fromNs / 1e9,
        untilNs / 1e9,
        (untilNs - fromNs) / 1e6);
  }
}
