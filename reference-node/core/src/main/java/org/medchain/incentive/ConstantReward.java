package org.medchain.incentive;

/** Every accepted record pays the same (paper §3.2.4, read literally). */
record ConstantReward() implements RewardRule {
  @Override
  public String name() {
    return "constant";
  }

  @Override
  public String sentence() {
    return "every accepted record pays the same";
  }

  @Override
  public long reward(PointRules rules, long number) {
    return rules.uploadReward();
  }

  @Override
  public boolean countsRecords() {
    return false;
  }
}
