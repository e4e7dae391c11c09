package org.medchain.comparison.workload;

import java.util.OptionalLong;
import org.medchain.incentive.RecordVerdict;

/** One uploaded record of a game: what only its patient knows, and what became of it. */
final class VerifiedRecord {
  /** Number of its upload, from 0. */
  final int number;

  /** Whether it is false; no transaction shows it. */
  final boolean untrue;

  final long intendedNs;

  /** Whether its upload became final. */
  boolean stored;

  RecordVerdict verdict = RecordVerdict.UNDECIDED;

  /** When the verdict became final at the client of the vote that decided. */
  OptionalLong verdictNs = OptionalLong.empty();

  /** What the ledger paid its patient for it, less what it took. */
  long points;

  VerifiedRecord(int number, boolean untrue, long intendedNs) {
    this.number = number;
    this.untrue = untrue;
    this.intendedNs = intendedNs;
  }

  void decide(RecordVerdict found, long moved, long atNs) {
    verdict = found;
    points += moved;
    verdictNs = OptionalLong.of(atNs);
  }
}
