package org.medchain.contract.economy;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import java.util.List;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;

/**
 * The sender buys a membership level (GAME-5).
 *
 * @param level from 1 on
 */
@OperationRow(number = 22, name = "buy level", requirement = "GAME-5")
public record BuyLevel(int level) implements Operation {
  /** GAME-5. */
  public static final OperationType<BuyLevel> TYPE =
      OperationType.of(BuyLevel.class, ANYBODY, 9, 4, 161);

  public BuyLevel {
    Argument.refuseOutside(1, MembershipRules.MAX_LEVELS, level, "a level is %s to %s, not %s");
  }

  @Override
  public Result execute(Call call, WorldState state) {
    IncentiveRules rules = state.rules();
    List<MembershipRules.MembershipLevel> levels = rules.membership().levels();
    Outcome.NO_LEVEL.refuseIf(level() > levels.size());
    PublicKey buyer = call.sender();
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, buyer));
    Outcome.LOW_SCORE.refuseUnless(rules.audit().score().mayBuy(Scores.of(state, buyer), level()));
    MembershipRules.MembershipLevel level = levels.get(level() - 1);
    CreditPoints paid =
        state
            .points()
            .payService(buyer, level.price())
            .orElseThrow(Outcome.INSUFFICIENT_POINTS::refusal);
    // More of the same level is added on; another level replaces the rest of this one.
    long from =
        Levels.LEVELS
            .get(state, buyer)
            .filter(held -> held.level() == level())
            .map(held -> Math.max(held.until(), call.height()))
            .orElse(call.height());
    HeldLevel bought = new HeldLevel(level(), from + level.blocks());
    return Result.done(
        Levels.LEVELS.put(state.with(paid), buyer, bought),
        new EconomyEvents.LevelBought(buyer, bought.level(), level.price(), bought.until()));
  }
}
