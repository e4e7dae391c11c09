package org.medchain.contract;

import java.util.List;
import java.util.Optional;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;

/** Membership services (paper §3.2.4; GAME-5; decision 0131). */
final class Levels {
  private Levels() {}

  static Result buy(ChainState state, Call call, IncentiveOperation.BuyLevel operation) {
    List<MembershipRules.MembershipLevel> levels = state.rules().membership().levels();
    if (operation.level() > levels.size()) {
      return Result.refused(Outcome.NO_LEVEL);
    }
    PublicKey buyer = call.sender();
    if (state.incentives().isFrozen(buyer)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    MembershipRules.MembershipLevel level = levels.get(operation.level() - 1);
    Optional<CreditPoints> paid = state.points().payService(buyer, level.price());
    if (paid.isEmpty()) {
      return Result.refused(Outcome.INSUFFICIENT_POINTS);
    }
    // More of the same level is added on; another level replaces what is left.
    long from =
        state
            .incentives()
            .level(buyer)
            .filter(held -> held.level() == operation.level())
            .map(held -> Math.max(held.until(), call.height()))
            .orElse(call.height());
    HeldLevel bought = new HeldLevel(operation.level(), from + level.blocks());
    return Result.done(
        state.with(paid.get()).incentives().with(buyer, bought),
        new IncentiveEvent.LevelBought(buyer, bought.level(), level.price(), bought.until()));
  }

  /** The price of a query of somebody else's record, by who asks and when. */
  static long queryPrice(ChainState state, Call call) {
    IncentiveRules rules = state.rules();
    long price = rules.points().queryPrice();
    if (rules.membership().levels().isEmpty()) {
      return price;
    }
    return state
        .incentives()
        .level(call.sender())
        .filter(held -> call.height() <= held.until())
        .map(held -> rules.membership().priceFor(held.level(), price))
        .orElse(price);
  }
}
