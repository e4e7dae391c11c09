package org.medchain.comparison.metrics;

import org.medchain.comparison.config.ConfigKeys;

/** A trial's verdict on a protocol's promises (CMP-9). */
public enum TrialOutcome implements ConfigKeys.ConfigWord {
  /** Everything that could be checked held. */
  PASS,
  /** A promise was broken. */
  FAIL,
  /** Nothing failed, but "final" promises less than requested: not to be compared. */
  UNEQUAL,
  /** There was no evidence; never to be read as a pass. */
  UNKNOWN
}
