package org.medchain.faults.oracle;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The coverage of a schedule: a search shows nothing about behaviour that it never reached (SCH-6).
 */
public final class Coverage {
  /** The behaviours to cover. */
  public enum CoverageMark {
    /** An honest primary announced a new view. */
    VIEW_CHANGED,
    /** With a prepared certificate in it. */
    CARRIED,
    /** A checkpoint became stable and the log was cut. */
    COLLECTED,
    /** A state was loaded by state transfer. */
    TRANSFERRED,
    /** An honest host crashed and came back. */
    RESTARTED,
    /** An honest host voted in a new set of members. */
    MEMBERS_CHANGED,
    /** A client's read was executed without ordering. */
    READ,
    /** A request was executed under a Byzantine member. */
    BYZANTINE,
    /** A branch was left for a better one. */
    REORGANISED,
    /** Blocks with k confirmations among them. */
    REVERSED
  }

  private final Set<CoverageMark> marks = EnumSet.noneOf(CoverageMark.class);
  private double expectedReversals;
  private int reversals;
  private Optional<CalmNeed> calm = Optional.empty();

  /** What the calm phase took (SCH-25). */
  public void calm(CalmNeed took) {
    calm = Optional.of(took);
  }

  /** Empty where there was no calm phase. */
  public Optional<CalmNeed> calm() {
    return calm;
  }

  public void reach(CoverageMark mark) {
    marks.add(mark);
  }

  /** SCH-9: a block was confirmed whose reversal has at most this probability. */
  public void addExpectedReversal(double mostOdds) {
    expectedReversals += mostOdds;
  }

  /** A confirmed block with a counted probability was reverted. */
  public void addReversal() {
    reversals++;
  }

  public double expectedReversals() {
    return expectedReversals;
  }

  public int reversals() {
    return reversals;
  }

  public boolean hasReached(CoverageMark mark) {
    return marks.contains(mark);
  }
}
