package org.medchain.comparison.config;

/** The gaps between the requests of an open load. */
public enum ArrivalProcess {
  /** Exponential gaps: many independent patients and institutions. */
  POISSON("poisson"),
  /** Equal gaps. */
  CONSTANT("constant");

  private final String key;

  ArrivalProcess(String key) {
    this.key = key;
  }

  /** The word for it in config files. */
  public String key() {
    return key;
  }
}
