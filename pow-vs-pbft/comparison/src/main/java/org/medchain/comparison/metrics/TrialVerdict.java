package org.medchain.comparison.metrics;

/** A trial's verdict on a protocol's promises (CMP-9). */
public enum TrialVerdict {
  /** Everything that could be checked held. */
  PASS("pass"),
  /** A promise was broken. */
  FAIL("fail"),
  /** Nothing failed, but "final" promises less than requested: not to be compared. */
  UNEQUAL("unequal"),
  /** There was no evidence; never to be read as a pass. */
  UNKNOWN("unknown");

  private final String key;

  TrialVerdict(String key) {
    this.key = key;
  }

  /** The word for it in tables. */
  public String key() {
    return key;
  }
}
