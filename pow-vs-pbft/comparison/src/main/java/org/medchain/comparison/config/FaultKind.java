package org.medchain.comparison.config;

/** What is wrong with the faulty nodes of a trial, from time 0 to its end. */
public enum FaultKind {
  /** They never run: nothing is received, nothing sent. */
  CRASH("crash"),
  /** They run and receive, but nothing that they send arrives. */
  SILENCE("silence"),
  /** Everything that they send takes {@code fault_parameters.delay_ms} longer. */
  DELAY("delay"),
  /** Each message from or to them is lost with probability {@code fault_parameters.loss}. */
  LOSS("loss");

  private final String key;

  FaultKind(String key) {
    this.key = key;
  }

  /** The word for it in config files and tables. */
  public String key() {
    return key;
  }

  /** Whether a faulty node can contribute nothing at all to the protocol. */
  public boolean mutes() {
    return switch (this) {
      case CRASH, SILENCE -> true;
      case DELAY, LOSS -> false;
    };
  }
}
