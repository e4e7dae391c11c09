package org.medchain.claims.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.verdict.ClaimVerdict;
import org.medchain.claims.verdict.Verdict.CriterionOutcome;
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.running.Pace;

/** Prints verdicts as they come, and says meanwhile what is done. */
final class ClaimProgress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean exploratory;
  private final boolean terminal = Terminal.onStderr();
  private final Pace pace = new Pace();
  private int failures;

  ClaimProgress(PrintWriter out, PrintWriter err, boolean exploratory) {
    this.out = out;
    this.err = err;
    this.exploratory = exploratory;
  }

  /** An experiment begins. */
  void begin(ClaimExperiment experiment) {
    doing(String.join(", ", experiment.ids()));
  }

  /** What is done now: over the last line on a terminal, now and then elsewhere. */
  synchronized void doing(String what) {
    if (terminal) {
      err.print(CLEAR_LINE + (what.length() > 78 ? what.substring(0, 77) + "…" : what));
      err.flush();
    } else if (pace.isDue()) {
      err.println(String.format(Locale.ROOT, "after %.0f s: %s", pace.elapsedS(), what));
    }
  }

  /** The line is free again. */
  synchronized void end() {
    if (terminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  /** A claim is decided; those of one experiment come together. */
  synchronized void decided(ClaimVerdict decided) {
    end();
    String label = exploratory ? " (exploratory)" : "";
    out.println(decided.claim().id() + ": " + decided.verdict().text() + label);
    for (CriterionOutcome each : decided.verdict().outcomes()) {
      String met =
          switch (each.met()) {
            case TRUE -> "met    ";
            case FALSE -> "not met";
            case OPEN -> "open   ";
          };
      out.println("  " + met + "  " + line(decided, each));
    }
    out.flush();
  }

  private static String line(ClaimVerdict decided, CriterionOutcome outcome) {
    ClaimFigures figures = decided.figures();
    String other =
        outcome
            .criterion()
            .than()
            .map(
                than ->
                    ", which is "
                        + number(figures.find(than).orElse(Double.NaN))
                        + interval(figures, than))
            .orElse("");
    String reading = outcome.criterion().reading().map(text -> "; if " + text).orElse("");
    return outcome.criterion().metric()
        + " is "
        + number(outcome.figure())
        + interval(figures, outcome.criterion().metric())
        + ", must be "
        + outcome.criterion().text()
        + other
        + reading;
  }

  private static String interval(ClaimFigures figures, String metric) {
    return figures
        .interval(metric)
        .map(each -> " [" + number(each.low()) + ", " + number(each.high()) + "]")
        .orElse("");
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", value);
  }

  /** An experiment broke: none of its claims has a verdict. */
  synchronized void failed(ClaimExperiment experiment, Exception failure) {
    failures++;
    end();
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length > 0 ? " at " + trace[0] : "";
    String claims = String.join(", ", experiment.ids());
    err.println(claims + ": no verdict, as the experiment broke: " + failure + place);
  }

  int failures() {
    return failures;
  }

  /** The last lines. */
  void summary(List<ClaimVerdict> verdicts, Path folder) {
    String counts =
        verdicts.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.verdict().kind(), java.util.TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(each -> each.getValue() + " " + each.getKey().words())
            .collect(Collectors.joining(", "));
    if (verdicts.isEmpty()) {
      out.println("no verdict");
      out.flush();
      return;
    }
    String number = verdicts.size() == 1 ? "1 verdict: " : verdicts.size() + " verdicts: ";
    out.println(number + counts + "; tables and raw data: " + folder);
    out.flush();
  }
}
