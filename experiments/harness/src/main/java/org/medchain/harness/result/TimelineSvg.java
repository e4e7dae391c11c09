package org.medchain.harness.result;

import java.util.List;
import java.util.Locale;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.Scale;
import org.medchain.history.HistoryOperation;

/**
 * The operations of a window as bars, a row for each worker: it has one operation open at a time,
 * and continues as another process after one that was given up. Colours are the page's.
 */
final class TimelineSvg {
  static final String STYLE =
      """
      .timeline { display: flex; border: 1px solid var(--line); border-radius: 6px; }
      .timeline > svg { flex: none; }
      .timeline .wide { flex: auto; border-left: 1px solid var(--line); }
      .timeline svg { display: block; }
      .timeline text { fill: var(--ink); font: 11px system-ui, "Segoe UI", sans-serif; }
      .timeline .tick, .timeline .row { stroke: var(--line); }
      .timeline .fault { fill: var(--fault); opacity: .22; }
      .timeline .name { fill: var(--fault); opacity: .75; }
      .timeline .ok rect { fill: var(--ok); }
      .timeline .fail rect { fill: url(#fail-lines); stroke: var(--fail); }
      .timeline .info rect { fill: url(#info-dots); stroke: var(--info); stroke-dasharray: 4 2; }
      .timeline .info text, .timeline .fail text { paint-order: stroke; stroke: var(--paper);
        stroke-width: 3px; }
      .timeline .marked rect { stroke: var(--bad); stroke-width: 3; stroke-dasharray: none; }
      .key { display: inline-block; width: 1.6em; height: .8em; margin: 0 .3em 0 .8em; }
      .key.ok { background: var(--ok); }
      .key.fail { border: 1px solid var(--fail);
        background: repeating-linear-gradient(45deg, var(--fail) 0 2px, transparent 2px 5px); }
      .key.info { border: 1px dashed var(--info);
        background: radial-gradient(var(--info) 1px, transparent 1.5px) 0 0 / 5px 5px; }
      .key.in-force { background: var(--fault); }
      """;

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
  private final List<FaultLanes.PlacedFault> faults;
  private final int top;
  private final int height;
  private final List<HistoryOperation> marked;
  private final StringBuilder svg = new StringBuilder();

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
    svg.append("<div class=\"timeline\">\n");
    open(HEAD, "workers");
    for (int worker = 0; worker < test.config().workers(); worker++) {
      text(6, y(worker) + 18, "worker " + worker);
    }
    svg.append("</svg>\n<div class=\"wide\">\n");
    open(width, "operations over time");
    svg.append(
        """
        <defs><pattern id="fail-lines" width="5" height="5" patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"><rect width="2" height="5" style="fill:var(--fail);stroke:none"/></pattern>
        <pattern id="info-dots" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="2"
        cy="2" r="1" style="fill:var(--info)"/></pattern></defs>
        """);
    faults.forEach(this::fault);
    axis();
    test.operations().forEach(this::operation);
    return svg.append("</svg>\n</div>\n</div>\n").toString();
  }

  private void open(double wide, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%.0f\" height=\"%d\">"
                + "<title>%s</title>%n",
            wide,
            height,
            title));
  }

  private int y(long worker) {
    return top + (int) worker * ROW;
  }

  private double x(long atNs) {
    return (atNs - window.fromNs()) * pxPerNs;
  }

  private void text(double x, double y, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">", x, y));
    svg.append(Markup.escape(text)).append("</text>\n");
  }

  private void axis() {
    double stepS = Scale.step(70 / (pxPerNs * 1e9));
    for (double atS = Math.ceil(window.fromNs() / 1e9 / stepS) * stepS;
        atS <= window.untilNs() / 1e9;
        atS += stepS) {
      double x = x(Math.round(atS * 1e9));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"16\" y2=\"%d\"/>%n",
              x,
              x,
              height));
      text(
          x + 3,
          12,
          String.format(
              Locale.ROOT, stepS < 0.1 ? "%.2f s" : stepS < 1 ? "%.1f s" : "%.0f s", atS));
    }
    for (int worker = 1; worker < test.config().workers(); worker++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"row\" x1=\"0\" x2=\"%.0f\" y1=\"%d\" y2=\"%d\"/>%n",
              width,
              y(worker),
              y(worker)));
    }
  }

  private void fault(FaultLanes.PlacedFault each) {
    double from = each.span().fromNs() * pxPerNs;
    double until = each.span().untilNs() * pxPerNs;
    int lane = AXIS + each.lane() * LANE;
    svg.append("<g><title>").append(Markup.escape(each.span().fault().describe()));
    svg.append(
        String.format(
            Locale.ROOT,
            "</title><rect class=\"fault\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                + "<rect class=\"name\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/></g>%n",
            from,
            top,
            Math.max(1, until - from),
            height - top,
            from,
            lane,
            Math.max(1, until - from),
            LANE - 2));
    double labelled = each.label().length() * CHARACTER;
    text(each.leftward() ? Math.max(0, until - labelled) : from + 3, lane + 11, each.label());
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
    svg.append("<g class=\"").append(outcome.word());
    svg.append(marked.stream().anyMatch(it -> isSame(it, each)) ? " marked\"" : "\"");
    svg.append(isImpossible ? " id=\"impossible\">" : ">");
    svg.append("<title>").append(Markup.escape(tooltip(each, fromNs, untilNs))).append("</title>");
    int y = y(each.process() % test.config().workers());
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
            from,
            y + inset,
            wide,
            ROW - 2 * inset));
    String label = each.f() + " " + each.argument();
    if (label.length() * CHARACTER + 4 < wide) {
      text(from + 3, y + 18, label);
    }
    svg.append("</g>\n");
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
