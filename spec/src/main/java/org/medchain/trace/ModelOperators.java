package org.medchain.trace;

import java.util.List;
import tlc2.overrides.TLAPlusOperator;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;

/**
 * The operators of the traced models that are written in Java: they hand out the lines of traces
 * and remember how far each came. TLC finds them by reflection and calls them statically, in the
 * one thread of its one worker; so they, too, are static.
 */
public final class ModelOperators {
  /** TLC asks for the lines of a trace in their order: the last one is its position. */
  private static final class TraceProgress {
    int line;
    boolean accepted;
    String brokenRule = "";
    Value value;
  }

  private static List<Trace> traces = List.of();
  private static TraceProgress[] progress = {};
  private static TraceProgress current = new TraceProgress();

  private ModelOperators() {}

  /** The traces that TLC will be given. */
  static void setTraces(List<Trace> all) {
    traces = List.copyOf(all);
    progress = new TraceProgress[all.size()];
    for (int i = 0; i < progress.length; i++) {
      progress[i] = new TraceProgress();
    }
  }

  /** The verdict on a trace, once TLC is done. */
  static TraceVerdict verdict(int trace) {
    TraceProgress reached = progress[trace];
    return reached.accepted
        ? new TraceVerdict.Accepted()
        : new TraceVerdict.Rejected(reached.line, reached.brokenRule);
  }

  @TLAPlusOperator(identifier = "TraceCount", module = "TraceLines", warn = false)
  public static Value traceCount() {
    return IntValue.gen(traces.size());
  }

  @TLAPlusOperator(identifier = "HeadOf", module = "TraceLines", warn = false)
  public static Value headOf(IntValue trace) {
    return TlcValues.of(traces.get(trace.val - 1).head());
  }

  @TLAPlusOperator(identifier = "LineCount", module = "TraceLines", warn = false)
  public static Value lineCount(IntValue trace) {
    return IntValue.gen(traces.get(trace.val - 1).lines().size());
  }

  @TLAPlusOperator(identifier = "LineAt", module = "TraceLines", warn = false)
  public static Value lineAt(IntValue trace, IntValue position) {
    current = progress[trace.val - 1];
    if (current.line != position.val) {
      current.line = position.val;
      current.brokenRule = "";
      current.value = TlcValues.of(traces.get(trace.val - 1).lines().get(position.val - 1));
    }
    return current.value;
  }

  @TLAPlusOperator(identifier = "Accepted", module = "TraceLines", warn = false)
  public static Value accepted(IntValue trace) {
    progress[trace.val - 1].accepted = true;
    progress[trace.val - 1].value = null;
    return BoolValue.ValTrue;
  }

  @TLAPlusOperator(identifier = "Must", module = "Rules", warn = false)
  public static Value must(StringValue rule, BoolValue isKept) {
    if (!isKept.val && current.brokenRule.isEmpty()) {
      current.brokenRule = rule.val.toString();
    }
    return isKept;
  }
}
