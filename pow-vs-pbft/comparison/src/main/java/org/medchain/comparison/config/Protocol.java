package org.medchain.comparison.config;

/** The consensus protocols compared (paper §3.2.3: PBFT; §3.1: the search for a random string). */
public enum Protocol {
  /** Practical Byzantine fault tolerance (Castro and Liskov 1999). */
  PBFT("pbft"),
  /** Proof of work with most work as fork choice (Nakamoto 2008). */
  POW("pow");

  private final String key;

  Protocol(String key) {
    this.key = key;
  }

  /** The word for it in config files and tables. */
  public String key() {
    return key;
  }
}
