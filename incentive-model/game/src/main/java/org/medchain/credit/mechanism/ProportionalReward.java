package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * A reward in proportion to the record's size, rounded down to whole points, instead of one a
 * record: the least that is superadditive, so that neither splitting nor pooling pays (T21).
 */
public record ProportionalReward() implements Mechanism {
  @Override
  public String name() {
    return "proportional reward";
  }

  @Override
  public String sentence() {
    return "the reward grows in proportion to the record's size: T21 (splitting)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    return p.with(Parameter.REWARD_EXPONENT, 1);
  }
}
