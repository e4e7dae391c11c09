package org.medchain.incentive;

/** Every accepted record pays the same (paper §3.2.4, read literally). */
record ConstantReward() implements RewardRule {
  @Override
  public long reward(PointRules rules, long number) {
    return rules.uploadReward();
  }

  @Override
  public boolean countsRecords() {
    return false;
  }
}
