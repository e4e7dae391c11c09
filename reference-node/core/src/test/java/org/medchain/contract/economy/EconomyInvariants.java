package org.medchain.contract.economy;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.incentive.PointLedger;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class EconomyInvariants {
  private EconomyInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant(
            "points are conserved, counted over all accounts",
            state -> {
              PointLedger ledger = state.points().ledger();
              return ledger.supply().isConserved() && ledger.countHeld() == ledger.supply().held();
            }));
  }
}
