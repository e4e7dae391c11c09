package org.medchain.contract.economy;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * The sender changes points into a voucher (paper §3.2.4; GAME-6; decision 0124).
 *
 * @param points 1 or more, fee included
 */
@OperationRow(number = 23, name = "redeem", requirement = "GAME-6")
public record RedeemPoints(long points) implements Operation {
  /** GAME-6. */
  public static final OperationType<RedeemPoints> TYPE =
      OperationType.of(RedeemPoints.class, ANYBODY, 9, 4, 191);

  /** Refuses 0 points. */
  public RedeemPoints {
    Argument.refuseIf(points < 1, "1 point or more is redeemed, not %s", points);
  }

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey holder = call.sender();
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, holder));
    // A request is executed once, so its hash names the voucher (CON-3).
    Hash id = Hash.of(call.request().encoded());
    CreditPoints.RedemptionResult redeemed =
        state.points().redeem(holder, points).orElseThrow(Outcome.INSUFFICIENT_POINTS::refusal);
    return Result.done(
        Vouchers.issue(state.with(redeemed.points()), id, holder, redeemed.paidOut()),
        new EconomyEvents.Redeemed(id, holder, redeemed.paidOut(), redeemed.burnt()));
  }
}
