package org.medchain.faults.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.judge.Judgement;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Counterexample;

/**
 * A part of a run that is drawn.
 *
 * @param fromNs its beginning, from the beginning of the load
 * @param untilNs its end
 * @param why what is to be seen there, for a heading
 */
public record TimeWindow(long fromNs, long untilNs, String why) {
  private static final long MS = 1_000_000;

  /** What a message diagram shows: enough for a view change, and not more than one looks at. */
  private static final long MESSAGES_NS = 200 * MS;

  /** Of the messages: around the time asked for, or around what is worth looking at. */
  public static TimeWindow ofMessages(
      OptionalLong askedNs, HostOutcome outcome, Judgement judgement) {
    if (askedNs.isPresent()) {
      return around(askedNs.getAsLong(), "the time that was asked for");
    }
    Optional<Counterexample> counterexample =
        judgement.results().stream()
            .map(CheckResult::counterexample)
            .flatMap(Optional::stream)
            .findFirst();
    if (counterexample.isPresent()) {
      return around(endNs(counterexample.get().impossible()), "the impossible operation");
    }
    if (outcome.viewChangeNs().isPresent()) {
      return around(outcome.viewChangeNs().getAsLong(), "the first view change");
    }
    List<NemesisAction> actions = outcome.actions();
    return actions.isEmpty()
        ? new TimeWindow(0, MESSAGES_NS, "the beginning")
        : around(actions.getFirst().atNs(), "the first fault");
  }

  private static TimeWindow around(long atNs, String what) {
    long fromNs = Math.max(0, atNs - MESSAGES_NS / 2);
    return new TimeWindow(fromNs, fromNs + MESSAGES_NS, what);
  }

  /** When an operation ended; of an open one, when it began. */
  static long endNs(HistoryOperation operation) {
    return (operation.isOpen() ? operation.invocation() : operation.completion().orElseThrow())
        .time()
        .orElse(0);
  }

  long lengthNs() {
    return untilNs - fromNs;
  }

  /** Both ends, in seconds. */
  String describe() {
    return String.format(Locale.ROOT, "%.3f s to %.3f s", fromNs / 1e9, untilNs / 1e9);
  }
}
