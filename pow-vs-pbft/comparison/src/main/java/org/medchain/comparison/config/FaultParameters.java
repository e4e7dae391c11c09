package org.medchain.comparison.config;

/**
 * Parameters of the kinds of fault that need some (key {@code fault_parameters}).
 *
 * @param delayMs {@link FaultKind#DELAY}: added to everything that a faulty node sends, 0 or more
 * @param loss {@link FaultKind#LOSS}: probability that a message from or to a faulty node is lost,
 *     0 to 1
 * @param downFromS {@link FaultKind#RESTART}: when faulty nodes crash, in s, 0 or more
 * @param downUntilS when they are back, not before
 */
public record FaultParameters(double delayMs, double loss, double downFromS, double downUntilS) {
  public FaultParameters {
    ConfigChecks.atLeast("fault_parameters.down_until_s", downUntilS, downFromS);
  }

  /** One second; three messages in ten; down from the second 5 to 10. */
  public static FaultParameters defaults() {
    return new FaultParameters(1000, 0.3, 5, 10);
  }
}
