package org.medchain.contract.economy;

import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;

/** Membership levels, and points for cash. */
public final class EconomyModule extends ContractModule {
  public EconomyModule() {
    super(
        "economy",
        List.of(BuyLevel.TYPE, RedeemPoints.TYPE, PayVoucher.TYPE),
        List.of(EconomyEvents.class),
        List.of(Levels.LEVELS, Vouchers.VOUCHERS, Scores.SCORES, Quotas.QUOTAS));
  }

  @Override
  public WorldState count(WorldState before, WorldState after) {
    return Quotas.count(before, after);
  }

  @Override
  public Result charge(WorldState before, Call call, Result done) {
    return Quotas.charge(before, call, done);
  }
}
