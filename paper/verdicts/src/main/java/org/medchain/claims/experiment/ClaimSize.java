package org.medchain.claims.experiment;

import java.util.Locale;

/** How much an experiment does. */
public enum ClaimSize {
  /** Enough for a verdict; all experiments together take minutes. */
  QUICK,
  /** More repeats, nodes and records, for narrower intervals. */
  FULL;

  /** The word for it in files and options. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
