package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** The vouchers of {@link PlainGame}, and whether they were paid. */
final class PlainVouchers {
  private final Map<Hash, Boolean> paid = new TreeMap<>();

  List<Hash> ids() {
    return new ArrayList<>(paid.keySet());
  }

  Outcome redeem(RequestId request, RedeemPoints op, PlainPurses purses, int feeBp) {
    PublicKey who = request.sender();
    long fee = Math.ceilDiv(op.points() * feeBp, 10_000L);
    if (op.points() > purses.redeemable(who) || op.points() == fee) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    purses.cash(who, op.points(), fee);
    paid.put(Hash.of(request.encoded()), false);
    return Outcome.OK;
  }

  Outcome pay(PayVoucher op) {
    if (!paid.containsKey(op.voucher())) {
      return Outcome.UNKNOWN_VOUCHER;
    }
    return paid.put(op.voucher(), true) ? Outcome.VOUCHER_PAID : Outcome.OK;
  }
}
