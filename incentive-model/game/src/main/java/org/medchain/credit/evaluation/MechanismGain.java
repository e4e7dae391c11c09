package org.medchain.credit.evaluation;

import org.medchain.game.random.IntervalEstimate;

/**
 * What one mechanism does to one measure (GAME-16).
 *
 * @param mechanism its name
 * @param measure what was counted
 * @param before mean over the economies without it
 * @param after with it, over the same economies
 * @param gain mean of the difference, economy by economy: its interval is the narrower for that
 */
public record MechanismGain(
    String mechanism,
    PerformanceMeasure measure,
    IntervalEstimate before,
    IntervalEstimate after,
    IntervalEstimate gain) {
  /** Whether the interval of the gain is above 0. */
  public boolean isImprovement() {
    return gain.low() > 0;
  }

  /** Whether it is below 0: what is mended in one place may break in another. */
  public boolean isDeterioration() {
    return gain.high() < 0;
  }
}
