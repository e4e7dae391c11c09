package org.medchain.node.agency;

import java.util.function.Predicate;
import org.medchain.application.HistoryEntry;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;

/**
 * Which lines of the market one participant is shown (AGENCY-11; decision 0273): the orders of
 * offers if it may demand, since an offer says who has which type of data, and its own ones; the
 * data requests on which a deal may still be drawn. An order that made no request, or one that has
 * ended, is of use to nobody.
 */
final class OpenMarket {
  private OpenMarket() {}

  /**
   * Of one state.
   *
   * @param timeMs of its block, milliseconds of Unix time
   */
  static Predicate<HistoryEntry> shownTo(Peer asker, WorldState state, long timeMs) {
    PublicKey own = KeyNames.name(state, asker.key());
    boolean seesOffers =
        asker.role().keepsLedger()
            || Registration.role(state, own).filter(role -> role.has(Role.Duty.DEMAND)).isPresent();
    return line ->
        line.kind() == RequestData.TYPE.number()
            ? Deals.requestEntry(line.record())
                .in(state)
                .filter(request -> !request.isOver(timeMs))
                .isPresent()
            : seesOffers || KeyNames.name(state, line.request().sender()).equals(own);
  }
}
