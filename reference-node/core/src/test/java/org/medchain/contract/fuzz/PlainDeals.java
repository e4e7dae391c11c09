package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** CON-37, CON-38, CON-39, CON-40 in the plainest way: a list of requests and one of deals. */
final class PlainDeals {
  private static final long YEAR_MS = 366L * 86_400_000;

  /** A request, and for how many records deals were signed. */
  private static final class OpenRequest {
    final Hash id;
    final PublicKey demander;
    final RequestTerms terms;
    int signed;

    OpenRequest(Hash id, PublicKey demander, RequestTerms terms) {
      this.id = id;
      this.demander = demander;
      this.terms = terms;
    }
  }

  private record Drawn(Hash id, Deal terms) {}

  private final PlainKeys keys;
  private final List<OpenRequest> asked = new ArrayList<>();
  private final List<Drawn> drawn = new ArrayList<>();

  PlainDeals(PlainKeys keys) {
    this.keys = keys;
  }

  /** Foretells how an order goes and follows it; nothing for other orders. */
  Optional<Outcome> ordered(
      WorldState state, PublicKey who, Operation operation, long nowMs, PlainConsent.Result told) {
    return switch (operation) {
      case RequestData order -> Optional.of(requested(state, who, order, nowMs, told.events()));
      case EndRequest order -> Optional.of(endedRequest(state, who, order));
      case DraftDeal order -> Optional.of(drafted(state, who, order, nowMs, told.events()));
      case SignDeal order -> Optional.of(signed(state, who, order, nowMs));
      case EndDeal order -> Optional.of(ended(state, who, order));
      case LeaveChain order -> {
        if (told.outcome() == Outcome.OK) {
          left(who);
        }
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static boolean demands(WorldState state, PublicKey who) {
    return Registration.role(state, who)
        .filter(
            role ->
                switch (role) {
                  case PATIENT, DOCTOR, REGULATORY_CENTER, PUBLIC_SECURITY -> false;
                  default -> true;
                })
        .isPresent();
  }

  private static boolean provides(WorldState state, PublicKey who) {
    List<Role> providers = List.of(Role.PATIENT, Role.HOSPITAL, Role.TERTIARY_HOSPITAL);
    return Registration.role(state, who).filter(providers::contains).isPresent();
  }

  private Optional<OpenRequest> request(Hash id) {
    return asked.stream().filter(each -> each.id.equals(id)).findFirst();
  }

  private Optional<Drawn> deal(Hash id) {
    return drawn.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private List<Drawn> drawnOn(OpenRequest request) {
    return drawn.stream().filter(each -> each.terms().request().equals(request.id)).toList();
  }

  private int left(OpenRequest request) {
    int waiting = drawnOn(request).stream().mapToInt(each -> each.terms().count()).sum();
    return request.terms.count() - request.signed - waiting;
  }

  private Outcome requested(
      WorldState state, PublicKey who, RequestData order, long nowMs, List<Event> events) {
    if (!demands(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (order.terms().untilMs() <= nowMs) {
      return Outcome.TIME_PASSED;
    }
    if (order.terms().untilMs() > nowMs + YEAR_MS) {
      return Outcome.TOO_FAR_AHEAD;
    }
    if (asked.stream().filter(each -> each.demander.equals(who)).count() >= 16) {
      return Outcome.LIMIT_REACHED;
    }
    Hash id = ((DealEvents.DataRequested) events.getFirst()).request();
    asked.add(new OpenRequest(id, who, order.terms()));
    return Outcome.OK;
  }

  private Outcome endedRequest(WorldState state, PublicKey who, EndRequest order) {
    if (!demands(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<OpenRequest> request = request(order.request());
    if (request.isEmpty()) {
      return Outcome.NO_REQUEST;
    }
    if (!request.get().demander.equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    close(request.get());
    return Outcome.OK;
  }

  private void close(OpenRequest request) {
    drawn.removeAll(drawnOn(request));
    asked.remove(request);
  }

  private Outcome drafted(
      WorldState state, PublicKey who, DraftDeal order, long nowMs, List<Event> events) {
    if (!demands(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<OpenRequest> request = request(order.request());
    if (request.isEmpty()) {
      return Outcome.NO_REQUEST;
    }
    if (!request.get().demander.equals(who) || order.provider().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (nowMs >= request.get().terms.untilMs()) {
      return Outcome.TIME_PASSED;
    }
    if (drawnOn(request.get()).stream()
        .anyMatch(each -> each.terms().provider().equals(order.provider()))) {
      return Outcome.DEAL_EXISTS;
    }
    if (order.count() > left(request.get())) {
      return Outcome.TOO_MANY_RECORDS;
    }
    Optional<OpenOffer> offer =
        Trade.offerEntry(order.provider(), request.get().terms.dataType()).in(state);
    if (offer.isEmpty()) {
      return Outcome.NO_OFFER;
    }
    if (offer.get().price() > request.get().terms.maxPrice()) {
      return Outcome.PRICE_TOO_HIGH;
    }
    if (!keys.active(state, order.provider())) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    long own = drawn.stream().filter(each -> each.terms().demander().equals(who)).count();
    long theirs =
        drawn.stream().filter(each -> each.terms().provider().equals(order.provider())).count();
    if (own >= 16 || theirs >= 32) {
      return Outcome.LIMIT_REACHED;
    }
    if (Freezing.isFrozen(state, who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    if (state.balance(who) < offer.get().price() * order.count()) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    DealEvents.DealDrafted told = (DealEvents.DealDrafted) events.getFirst();
    assertThat(told.terms().price()).isEqualTo(offer.get().price());
    drawn.add(new Drawn(told.deal(), told.terms()));
    return Outcome.OK;
  }

  private Outcome signed(WorldState state, PublicKey who, SignDeal order, long nowMs) {
    if (!provides(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<Drawn> found = deal(order.deal());
    if (found.isEmpty()) {
      return Outcome.NO_DEAL;
    }
    Deal terms = found.get().terms();
    if (!terms.provider().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    OpenRequest request = request(terms.request()).orElseThrow();
    if (nowMs >= request.terms.untilMs()) {
      return Outcome.TIME_PASSED;
    }
    Optional<OpenOffer> offer = Trade.offerEntry(who, terms.dataType()).in(state);
    if (offer.isEmpty()) {
      return Outcome.NO_OFFER;
    }
    if (offer.get().price() != terms.price()) {
      return Outcome.PRICE_CHANGED;
    }
    if (!keys.active(state, terms.demander())) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    if (offer.get().waitingOf(terms.demander()).isPresent()) {
      return Outcome.AGREEMENT_EXISTS;
    }
    if (offer.get().waiting().size() >= OpenOffer.MAX_WAITING) {
      return Outcome.LIMIT_REACHED;
    }
    if (Freezing.isFrozen(state, terms.demander())) {
      return Outcome.ACCOUNT_FROZEN;
    }
    drawn.remove(found.get());
    request.signed += terms.count();
    if (request.signed == request.terms.count()) {
      asked.remove(request);
    }
    return Outcome.OK;
  }

  private Outcome ended(WorldState state, PublicKey who, EndDeal order) {
    if (!provides(state, who) && !demands(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<Drawn> found = deal(order.deal());
    if (found.isEmpty()) {
      return Outcome.NO_DEAL;
    }
    Deal terms = found.get().terms();
    if (!terms.provider().equals(who) && !terms.demander().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    drawn.remove(found.get());
    return Outcome.OK;
  }

  private void left(PublicKey who) {
    asked.stream().filter(each -> each.demander.equals(who)).toList().forEach(this::close);
    drawn.removeIf(each -> each.terms().provider().equals(who));
  }

  /** Requires the same entries on the chain in the end. */
  void requireSame(WorldState state) {
    for (OpenRequest each : asked) {
      assertThat(Deals.requestEntry(each.id).in(state).orElseThrow().left()).isEqualTo(left(each));
      assertThat(Deals.book(state, each.demander).requests()).contains(each.id);
    }
    for (Drawn each : drawn) {
      assertThat(Deals.dealEntry(each.id()).in(state)).contains(each.terms());
      assertThat(Deals.book(state, each.terms().provider()).toSign()).contains(each.id());
    }
  }
}
