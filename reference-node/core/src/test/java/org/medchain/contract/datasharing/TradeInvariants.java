package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;
import org.medchain.incentive.PointLedger;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class TradeInvariants {
  private TradeInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("lists of offers are bounded", TradeInvariants::bounded),
        new Invariant("what agreements wait for is locked", TradeInvariants::locked),
        new Invariant("positions are the open offers and agreements", TradeInvariants::positioned));
  }

  private static boolean bounded(WorldState state) {
    boolean[] all = {true};
    Trade.OFFERS.forEach(
        state,
        (at, offer) ->
            all[0] &=
                offer.records().size() <= OfferRecords.MAX_RECORDS
                    && offer.waiting().size() <= OpenOffer.MAX_WAITING);
    return all[0];
  }

  private static boolean locked(WorldState state) {
    boolean[] all = {true};
    PointLedger ledger = state.points().ledger();
    Trade.OFFERS.forEach(
        state,
        (at, offer) -> {
          for (Agreement each : offer.waiting()) {
            all[0] &= ledger.balanceOf(each.escrow()) == offer.price() * each.count();
          }
        });
    return all[0];
  }

  private static boolean positioned(WorldState state) {
    int[] open = new int[2];
    Trade.OFFERS.forEach(state, (at, offer) -> open[0] += 1 + offer.waiting().size());
    Trade.POSITIONS.forEach(state, (party, positions) -> open[1] += positions.size());
    return open[0] == open[1];
  }
}
