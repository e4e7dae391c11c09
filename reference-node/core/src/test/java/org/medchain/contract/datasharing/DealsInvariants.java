package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;
import org.medchain.incentive.Account;
import org.medchain.incentive.PointLedger;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class DealsInvariants {
  private DealsInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("what unsigned deals are about is locked", DealsInvariants::locked),
        new Invariant("a request has its deals, and asks for the rest", DealsInvariants::counted),
        new Invariant("books are bounded and hold what is open", DealsInvariants::booked));
  }

  private static boolean locked(WorldState state) {
    boolean[] all = {true};
    PointLedger ledger = state.points().ledger();
    Deals.DEALS.forEach(
        state, (id, deal) -> all[0] &= ledger.balanceOf(Account.escrow(id)) == deal.locked());
    return all[0];
  }

  private static boolean counted(WorldState state) {
    long[] deals = new long[2];
    boolean[] all = {true};
    Deals.DEALS.forEach(state, (id, deal) -> deals[0]++);
    Deals.REQUESTS.forEach(
        state,
        (id, request) -> {
          long drafted = 0;
          for (DataRequest.Draft draft : request.drafts()) {
            Deal deal = Deals.DEALS.get(state, draft.deal()).orElseThrow();
            drafted += deal.count();
            deals[1]++;
            all[0] &=
                deal.request().equals(id)
                    && deal.provider().equals(draft.provider())
                    && deal.demander().equals(request.demander());
          }
          all[0] &=
              request.left() >= 0
                  && request.left() + drafted > 0
                  && request.left() + drafted <= request.terms().count();
        });
    return all[0] && deals[0] == deals[1];
  }

  private static boolean booked(WorldState state) {
    long[] open = new long[6];
    boolean[] all = {true};
    Deals.REQUESTS.forEach(
        state,
        (id, request) -> {
          open[0]++;
          all[0] &= Deals.book(state, request.demander()).requests().contains(id);
        });
    Deals.DEALS.forEach(
        state,
        (id, deal) -> {
          open[1]++;
          all[0] &=
              Deals.book(state, deal.demander()).drafted().contains(id)
                  && Deals.book(state, deal.provider()).toSign().contains(id);
        });
    Deals.BOOKS.forEach(
        state,
        (who, book) -> {
          open[2] += book.requests().size();
          open[3] += book.drafted().size();
          open[4] += book.toSign().size();
          all[0] &=
              !book.isEmpty()
                  && book.requests().size() <= DealBook.MAX_REQUESTS
                  && book.drafted().size() <= DealBook.MAX_DRAFTED
                  && book.toSign().size() <= DealBook.MAX_TO_SIGN;
        });
    return all[0] && open[0] == open[2] && open[1] == open[3] && open[1] == open[4];
  }
}
