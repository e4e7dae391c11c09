package org.medchain.experiments.results;

import org.medchain.comparison.TrialColumn;

/** A trial's verdict in words that say what was promised and what came of it; the worst first. */
public enum PromiseOutcome {
  /** Agreement, progress or a stop without a quorum was promised, and did not hold. */
  BROKEN("promise broken"),
  /** "Final" promises less than was asked for. */
  NOT_COMPARABLE("not comparable"),
  /** Nothing was submitted, or nothing was promised that could be checked. */
  NOTHING_TO_JUDGE("nothing to judge"),
  /** Progress was not promised; what became final was agreed on. */
  SAFE("safe as promised"),
  /** Too few nodes are left for a quorum, and nothing became final. */
  HALTED("halted as promised"),
  /** Progress was promised, and every request became final. */
  LIVE("live as promised");

  private final String words;

  PromiseOutcome(String words) {
    this.words = words;
  }

  /** As tables have it. */
  public String words() {
    return words;
  }

  /** The one mapping from a row's verdict and what was promised to these words. */
  static PromiseOutcome of(TrialRow row) {
    return switch (row.verdict()) {
      case FAIL -> BROKEN;
      case UNEQUAL -> NOT_COMPARABLE;
      case UNKNOWN -> NOTHING_TO_JUDGE;
      case PASS ->
          row.expectedLive()
              ? LIVE
              : row.number(TrialColumn.COMMITTED).orElse(0) == 0 ? HALTED : SAFE;
    };
  }
}
