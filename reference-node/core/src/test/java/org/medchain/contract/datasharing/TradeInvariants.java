package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointLedger;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class TradeInvariants {
  private TradeInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("lists of offers are bounded", TradeInvariants::bounded),
        new Invariant("what agreements wait for is locked", TradeInvariants::locked),
        new Invariant("no agreement waits that could be settled", TradeInvariants::nothingDue),
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

  /** CON-12: of records of the provider's own, or that it may offer by a directive without end. */
  private static boolean nothingDue(WorldState state) {
    boolean[] all = {true};
    Trade.OFFERS.forEach(
        state,
        (at, offer) -> {
          for (Agreement each : offer.waiting()) {
            long there =
                offer.records().stream()
                    .filter(id -> isNews(state, id, at.provider(), each.demander()))
                    .count();
            all[0] &=
                there < each.count()
                    || Registration.activeRole(state, at.provider()).isEmpty()
                    || Registration.activeRole(state, each.demander()).isEmpty();
          }
        });
    return all[0];
  }

  private static boolean isNews(WorldState state, Hash id, PublicKey provider, PublicKey demander) {
    StoredRecord record = Records.find(state, id).orElseThrow();
    PublicKey owner = record.owner();
    DirectiveTerms share =
        new DirectiveTerms(
            owner, new DirectiveScope.OneRecord(id), new Grantee.Party(provider), Purpose.DISCLOSE);
    boolean shared =
        !Registration.hasLeft(state, owner)
            && Directives.of(state, owner).stream()
                .anyMatch(
                    each ->
                        each.terms().equals(share)
                            && each.untilMs() == Long.MAX_VALUE
                            && each.givenBy().equals(owner));
    boolean known =
        demander.equals(owner)
            || demander.equals(record.doctor())
            || Purchases.of(state, id, demander).isPresent();
    return (owner.equals(provider) || shared) && !known && record.isValid();
  }

  private static boolean positioned(WorldState state) {
    int[] open = new int[2];
    Trade.OFFERS.forEach(state, (at, offer) -> open[0] += 1 + offer.waiting().size());
    Trade.POSITIONS.forEach(state, (party, positions) -> open[1] += positions.size());
    return open[0] == open[1];
  }
}
