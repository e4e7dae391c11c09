package org.medchain.contract;

import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/** Points for cash (paper §3.2.4; GAME-6; decision 0131). */
final class Redemption {
  private Redemption() {}

  static Result redeem(ChainState state, Call call, IncentiveOperation.Redeem operation) {
    PublicKey holder = call.sender();
    if (state.incentives().isFrozen(holder)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    // A request is executed once, so its hash names the voucher (CON-3).
    Hash id = Hash.of(call.request().encoded());
    return state
        .points()
        .redeem(holder, operation.points())
        .map(redeemed -> redeemed(state, id, holder, redeemed))
        .orElse(Result.refused(Outcome.INSUFFICIENT_POINTS));
  }

  private static Result redeemed(
      ChainState state, Hash id, PublicKey holder, CreditPoints.RedemptionResult redeemed) {
    Voucher voucher = new Voucher(holder, redeemed.paidOut(), false);
    return Result.done(
        state.with(redeemed.points()).incentives().with(id, voucher),
        new IncentiveEvent.Redeemed(id, holder, redeemed.paidOut(), redeemed.burnt()));
  }

  static Result pay(ChainState state, Call call, IncentiveOperation.PayVoucher operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    Optional<Voucher> voucher = state.incentives().voucher(operation.voucher());
    if (voucher.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_VOUCHER);
    }
    if (voucher.get().paid()) {
      return Result.refused(Outcome.VOUCHER_PAID);
    }
    return Result.done(
        state.incentives().with(operation.voucher(), voucher.get().asPaid()),
        new IncentiveEvent.VoucherPaid(operation.voucher()));
  }
}
