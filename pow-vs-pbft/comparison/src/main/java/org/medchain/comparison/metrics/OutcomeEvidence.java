package org.medchain.comparison.metrics;

import java.util.Optional;

/**
 * The evidence for a trial's verdict (CMP-9). The rules, the first that applies:
 *
 * <ol>
 *   <li>fail: agreement was promised, and correct nodes disagreed, or a client got a result that
 *       differs from the final chain;
 *   <li>unknown: nothing was submitted;
 *   <li>unknown: every node was faulty, so nothing was promised;
 *   <li>unknown: agreement was not promised, and was violated, or progress was not promised either;
 *   <li>fail: progress was expected, and a request was not final when the run ended;
 *   <li>pass: progress was expected, and there was all of it;
 *   <li>fail: a quorum cannot speak (PBFT with too many nodes crashed or silent), and yet something
 *       became final;
 *   <li>pass: the same, and nothing became final;
 *   <li>unknown: too many nodes were slow or cut off, so that progress was neither promised nor
 *       impossible, and nothing became final: there is no agreement to check either;
 *   <li>pass: the same, and what became final was agreed on.
 * </ol>
 *
 * <p>What does not fail is {@code unequal} where "final" promises less than was asked for, with any
 * other evidence.
 *
 * @param violations of agreement
 * @param agreementPromised whether the protocol promises that there are none
 * @param requests with their outcomes
 * @param honest number of nodes that are not faulty
 * @param expectedLive whether the protocol promises progress
 * @param quorumImpossible whether the faults are such that faulty nodes contribute nothing
 * @param unequal why "final" promises less than was asked for; empty where it does not
 */
public record OutcomeEvidence(
    long violations,
    boolean agreementPromised,
    RequestCounts requests,
    int honest,
    boolean expectedLive,
    boolean quorumImpossible,
    Optional<String> unequal) {
  /** Decides the verdict. */
  public ReasonedOutcome verdict() {
    ReasonedOutcome promises = promises();
    return unequal.isPresent() && promises.verdict() != TrialOutcome.FAIL
        ? new ReasonedOutcome(TrialOutcome.UNEQUAL, unequal)
        : promises;
  }

  private ReasonedOutcome promises() {
    if (violations > 0 && agreementPromised) {
      return fail(violations + " agreement violations");
    }
    if (requests.submitted() == 0) {
      return unknown("nothing was submitted");
    }
    if (honest == 0) {
      return unknown("every node was faulty");
    }
    if (violations > 0) {
      return unknown(violations + " agreement violations, where agreement is not promised");
    }
    if (!agreementPromised && !expectedLive) {
      return unknown("neither agreement nor progress was promised");
    }
    String of = requests.uncommitted() + " of " + requests.submitted();
    if (expectedLive) {
      return requests.drained()
          ? ReasonedOutcome.PASS
          : fail(
              "progress was expected, and " + of + " requests were not final at the drain bound");
    }
    long committed = requests.committed();
    if (quorumImpossible) {
      return committed == 0
          ? ReasonedOutcome.PASS
          : fail(committed + " requests became final without a quorum that can speak");
    }
    return committed == 0
        ? unknown("progress was not promised, and nothing became final")
        : ReasonedOutcome.PASS;
  }

  private static ReasonedOutcome fail(String reason) {
    return new ReasonedOutcome(TrialOutcome.FAIL, Optional.of(reason));
  }

  private static ReasonedOutcome unknown(String reason) {
    return new ReasonedOutcome(TrialOutcome.UNKNOWN, Optional.of(reason));
  }
}
