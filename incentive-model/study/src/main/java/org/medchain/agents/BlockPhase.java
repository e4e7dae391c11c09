package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import org.medchain.incentive.IncentiveRules;

/** The purpose of a block. */
enum BlockPhase {
  /** The rules for the next block grant buyers their budget. */
  FUND,
  /** Buyers are registered, and the rules of the scenario come into force with the next block. */
  ADMIT,
  /** New identities are registered. */
  ARRIVE,
  /** Records are uploaded. */
  UPLOAD,
  /** Who runs leaves; the hash of this block draws the committees. */
  LEAVE,
  /** Committees vote. */
  VOTE,
  /** Owners let buyers in. */
  GRANT,
  /** Buyers pay. */
  QUERY,
  /** Buyers evaluate records. */
  EVALUATE,
  /** Members redeem, and change their identities. */
  ACCOUNT,
  /** Locks run out, and accounts are settled. */
  CLOSE;

  /** The phases of a whole run. */
  static List<BlockPhase> scheduleOf(LedgerScenario scenario) {
    IncentiveRules rules = scenario.parameters().rules();
    List<BlockPhase> all = new ArrayList<>(List.of(FUND, ADMIT));
    for (int round = 0; round < scenario.rounds(); round++) {
      all.addAll(List.of(ARRIVE, UPLOAD, LEAVE));
      if (rules.verdict().isOn()) {
        all.add(VOTE);
      }
      all.addAll(List.of(GRANT, QUERY));
      if (rules.verdict().evaluationQuorum() > 0) {
        all.add(EVALUATE);
      }
      all.add(ACCOUNT);
    }
    for (int block = 0; block < rules.redemption().exitLockBlocks() + 3; block++) {
      all.add(CLOSE);
    }
    return all;
  }
}
