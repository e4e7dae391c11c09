package org.medchain.contract.economy;

import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.incentive.PointLedger;

/** Membership levels, and points for cash. */
public final class EconomyModule implements ContractModule {
  @Override
  public String name() {
    return "economy";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(BuyLevel.TYPE, RedeemPoints.TYPE, PayVoucher.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return EconomyEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(Levels.LEVELS, Vouchers.VOUCHERS, Scores.SCORES, Quotas.QUOTAS);
  }

  @Override
  public WorldState count(WorldState before, WorldState after) {
    return Quotas.count(before, after);
  }

  @Override
  public Result charge(WorldState before, Call call, Result.Done done) {
    return Quotas.charge(before, call, done);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "points are conserved, counted over all accounts",
            state -> {
              PointLedger ledger = state.points().ledger();
              return ledger.supply().isConserved() && ledger.countHeld() == ledger.supply().held();
            }));
  }
}
