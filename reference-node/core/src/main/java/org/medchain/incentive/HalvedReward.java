package org.medchain.incentive;

/** The first records of a patient are worth most. */
record HalvedReward() implements RewardRule {
  private static final int WHOLE = 10;

  @Override
  public String name() {
    return "halved";
  }

  @Override
  public String sentence() {
    return "a patient's first ten accepted records pay the whole reward, later ones half of it";
  }

  @Override
  public long reward(PointRules rules, long number) {
    return number <= WHOLE ? rules.uploadReward() : rules.uploadReward() / 2;
  }

  @Override
  public boolean countsRecords() {
    return true;
  }
}
