package org.medchain.comparison.metrics;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What became of true and false records under a committee of verifiers (CMP-53). Records whose
 * upload did not become final are not counted.
 *
 * @param trueRecords uploaded by honest patients
 * @param falseRecords uploaded by dishonest ones
 * @param falseAccepted false records that were found valid
 * @param trueRejected true records that were found false
 * @param undecided records without a verdict at the end
 * @param honestPayoff mean of an honest patient's points a record: rewards less penalties as the
 *     ledger moved them, less what the record cost it; empty without true records
 * @param falsePayoff the same of a dishonest patient, and what accepted records brought it; empty
 *     without false records
 * @param verdictP50Ms median time from an upload's intended start to its final verdict, in ms;
 *     empty where it falls among records without one
 * @param pointsIssued by the treasury since genesis; empty where no node can tell
 * @param pointsBurnt by it; empty where no node can tell
 */
public record GameOutcome(
    long trueRecords,
    long falseRecords,
    long falseAccepted,
    long trueRejected,
    long undecided,
    OptionalDouble honestPayoff,
    OptionalDouble falsePayoff,
    OptionalDouble verdictP50Ms,
    OptionalLong pointsIssued,
    OptionalLong pointsBurnt) {
  /** By how much honesty pays more; empty where one of both payoffs is. */
  public OptionalDouble honestMinusFalse() {
    return honestPayoff.isPresent() && falsePayoff.isPresent()
        ? OptionalDouble.of(honestPayoff.getAsDouble() - falsePayoff.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Share of the false records that were found valid; empty without false records. */
  public OptionalDouble falseAcceptedShare() {
    return share(falseAccepted, falseRecords);
  }

  private static OptionalDouble share(long some, long all) {
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) some / all);
  }
}
