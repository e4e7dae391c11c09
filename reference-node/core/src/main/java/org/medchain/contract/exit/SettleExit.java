package org.medchain.contract.exit;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import org.medchain.contract.center.Freezing;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Departure;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * Settles the account of a key that left. Every role may order it, without reward; the rest of the
 * account goes to the participant that left (GAME-7).
 *
 * @param participant the key
 */
@OperationRow(number = 26, name = "settle", requirement = "GAME-7")
public record SettleExit(PublicKey participant) implements Operation {
  /** GAME-7. */
  public static final OperationType<SettleExit> TYPE =
      OperationType.of(SettleExit.class, ANYBODY, 14, 7, 283);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey left = participant;
    Departure departure =
        Registration.departureEntry(left).in(state).orElseThrow(Outcome.NOT_LEFT::refusal);
    Outcome.SETTLED.refuseIf(departure.settled());
    Outcome.LOCKED.refuseIf(call.height() <= departure.lockedUntil());
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, left));
    return settled(state, left, departure);
  }

  private static Result settled(WorldState state, PublicKey left, Departure departure) {
    CreditPoints.RedemptionResult redeemed = state.points().settleExit(left);
    // Longer than a request's name, so no redemption's voucher has this id.
    Hash voucher = Hash.of(new ExitEvents.Left(left, departure.lockedUntil()).encoded());
    WorldState settled =
        Registration.depart(state.with(redeemed.points()), left, departure.asSettled());
    if (redeemed.paidOut() > 0) {
      settled = Vouchers.issue(settled, voucher, left, redeemed.paidOut());
    }
    return Result.done(
        settled, new ExitEvents.Settled(left, voucher, redeemed.paidOut(), redeemed.burnt()));
  }
}
