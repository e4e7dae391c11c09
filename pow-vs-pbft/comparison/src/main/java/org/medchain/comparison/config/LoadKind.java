package org.medchain.comparison.config;

/** Who decides when the next request comes. */
public enum LoadKind {
  /** The outside world: requests come at their times, whether or not earlier ones are done. */
  OPEN("open"),
  /** The clients: each keeps a number of requests outstanding and thinks between them. */
  CLOSED("closed");

  private final String key;

  LoadKind(String key) {
    this.key = key;
  }

  /** The word for it in config files. */
  public String key() {
    return key;
  }
}
