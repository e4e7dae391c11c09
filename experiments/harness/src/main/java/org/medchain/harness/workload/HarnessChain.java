package org.medchain.harness.workload;

import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/** What the chains of both hosts have in common. */
public final class HarnessChain {
  private HarnessChain() {}

  /** Points to start with and for each record, and the price of a query and its owner's part. */
  public static IncentiveRules rules() {
    return IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000));
  }
}
