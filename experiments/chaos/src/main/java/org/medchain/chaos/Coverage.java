package org.medchain.chaos;

import java.util.EnumSet;
import java.util.Set;

/** What a schedule reached: a search that never got there has shown nothing (SCH-6). */
final class Coverage {
  /** What is worth reaching. */
  enum Mark {
    /** An honest primary announced a new view. */
    VIEW_CHANGED,
    /** With a prepared certificate in it. */
    CARRIED,
    /** A checkpoint became stable and the log was cut. */
    COLLECTED,
    /** A state was loaded from what others sent. */
    TRANSFERRED,
    /** An honest host crashed and came back. */
    RESTARTED,
    /** An honest host voted in a new set of members. */
    MEMBERS_CHANGED,
    /** A client's read was answered without being ordered. */
    READ,
    /** A request was executed under a Byzantine member. */
    BYZANTINE,
    /** A branch was given up for a better one. */
    REORGANISED,
    /** Blocks with k confirmations among them. */
    REVERSED
  }

  private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
  private double expectedReversals;
  private int reversals;

  void note(Mark mark) {
    marks.add(mark);
  }

  /** SCH-9: a block was confirmed that is given up with at most this probability. */
  void confirmed(double mostOdds) {
    expectedReversals += mostOdds;
  }

  /** A confirmed block, for which odds were counted, was given up. */
  void reversed() {
    reversals++;
  }

  double expectedReversals() {
    return expectedReversals;
  }

  int reversals() {
    return reversals;
  }

  boolean has(Mark mark) {
    return marks.contains(mark);
  }
}
