package org.medchain.contract.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;

/** Requests and deals that make sense: on offers that are open, by their parties. */
final class DealHints {
  private static final List<Role> DEMANDERS = List.of(Role.HOSPITAL, Role.RESEARCH, Role.PHARMA);

  private DealHints() {}

  static void addTo(
      BiConsumer<OperationType<?>, Function<FuzzWorld, Optional<OperationDraft>>> hints) {
    hints.accept(RequestData.TYPE, DealHints::request);
    hints.accept(EndRequest.TYPE, DealHints::endRequest);
    hints.accept(DraftDeal.TYPE, DealHints::draft);
    hints.accept(SignDeal.TYPE, DealHints::sign);
    hints.accept(EndDeal.TYPE, DealHints::end);
  }

  private static Optional<OperationDraft> request(FuzzWorld world) {
    long untilMs = 1_600_000_000_000L + 1_000L * (world.height + world.random.nextInt(60) - 3);
    String type = world.random.nextBoolean() ? "image" : "report";
    int count = 1 + world.random.nextInt(world.random.nextInt(5) == 0 ? 200 : 6);
    RequestTerms terms = new RequestTerms(type, count, 1L + world.random.nextInt(12), untilMs);
    return Optional.of(new OperationDraft(world.active(DEMANDERS), new RequestData(terms)));
  }

  private static Optional<OperationDraft> endRequest(FuzzWorld world) {
    return world
        .recent(DealEvents.DataRequested.class)
        .map(each -> new OperationDraft(each.demander(), new EndRequest(each.request())));
  }

  /** From an offer of the request's type that is open, if chance finds one. */
  private static Optional<OperationDraft> draft(FuzzWorld world) {
    Optional<OperationDraft> any = Optional.empty();
    for (int i = 0; i < 30; i++) {
      Optional<DealEvents.DataRequested> asked = world.recent(DealEvents.DataRequested.class);
      Optional<TradeEvents.OfferOpened> offer = world.recent(TradeEvents.OfferOpened.class);
      if (asked.isEmpty() || offer.isEmpty()) {
        return any;
      }
      Position at = new Position(offer.get().provider(), asked.get().terms().dataType());
      DraftDeal deal =
          new DraftDeal(asked.get().request(), at.provider(), 1 + world.random.nextInt(3));
      any = Optional.of(new OperationDraft(asked.get().demander(), deal));
      if (Deals.requestEntry(deal.request()).in(world.state).isPresent()
          && Trade.offerEntry(at.provider(), at.type()).in(world.state).isPresent()) {
        return any;
      }
    }
    return any;
  }

  private static Optional<DealEvents.DealDrafted> waiting(FuzzWorld world) {
    for (int i = 0; i < 20; i++) {
      Optional<DealEvents.DealDrafted> drawn = world.recent(DealEvents.DealDrafted.class);
      if (drawn.isPresent() && Deals.dealEntry(drawn.get().deal()).in(world.state).isPresent()) {
        return drawn;
      }
    }
    return world.recent(DealEvents.DealDrafted.class);
  }

  private static Optional<OperationDraft> sign(FuzzWorld world) {
    return waiting(world)
        .map(each -> new OperationDraft(each.terms().provider(), new SignDeal(each.deal())));
  }

  /** Not always, so that some are left to be signed. */
  private static Optional<OperationDraft> end(FuzzWorld world) {
    return world.random.nextBoolean()
        ? Optional.empty()
        : waiting(world)
            .map(
                each -> {
                  Deal terms = each.terms();
                  return new OperationDraft(
                      world.random.nextBoolean() ? terms.demander() : terms.provider(),
                      new EndDeal(each.deal()));
                });
  }
}
