package org.medchain.contract;

import org.medchain.incentive.PendingRules;

/**
 * The parameters are ledger data, changed by an ordered decision (INC-1, GAME-9; decision 0133).
 */
final class RuleChanges {
  private RuleChanges() {}

  static Result change(ChainState state, Call call, IncentiveOperation.ChangeRules operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    // Never within a block: all transactions of one block are under the same rules.
    if (operation.fromHeight() <= call.height()) {
      return Result.refused(Outcome.TOO_LATE);
    }
    PendingRules next = new PendingRules(operation.fromHeight(), operation.rules());
    return Result.done(
        state.over(next.scheduledIn(state.tree())),
        new IncentiveEvent.RulesOrdered(next.fromHeight(), next.rules()));
  }

  /** At the beginning of a block: what was ordered for its height is in force. */
  static ChainState inForce(ChainState state, long height) {
    return state.over(PendingRules.applyDue(state.tree(), height));
  }
}
