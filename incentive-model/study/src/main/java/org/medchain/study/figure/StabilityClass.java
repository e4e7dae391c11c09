package org.medchain.study.figure;

/** What becomes of small deviations from a rest point. */
public enum StabilityClass {
  /** They vanish. */
  STABLE("stable"),
  /** They grow in every direction. */
  UNSTABLE("unstable"),
  /** They grow in some directions and vanish in others. */
  SADDLE("saddle"),
  /** They keep circling. */
  CENTRE("centre"),
  /** Neutral, or undecided by linearisation. */
  NEUTRAL("neutral or undecided");

  private final String label;

  StabilityClass(String words) {
    this.label = words;
  }

  public String label() {
    return label;
  }
}
