package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * Offers, and agreements that trigger themselves (paper §3.2.5, §4 (3); decision 0027).
 *
 * <p>An agreement's condition is that the offer holds as many records as were demanded to which the
 * demander has no access for ever yet. Only two things can make it true: a record comes under the
 * offer, or the agreement is concluded; so it is judged then, by the execution itself, and nobody
 * has to confirm anything.
 */
final class Trade {
  private Trade() {}

  /** CON-10: one open offer for each provider and type. */
  static Result offer(ChainState state, Call call, Operation.Offer operation) {
    PublicKey provider = call.sender();
    if (call.role() != Role.PATIENT && call.role() != Role.HOSPITAL) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    String type = operation.type();
    if (state.offer(provider, type).isPresent()) {
      return Result.refused(Outcome.OFFER_EXISTS);
    }
    if (state.incentives().positions(provider).size() >= Position.MAX_OPEN) {
      return Result.refused(Outcome.LIMIT_REACHED);
    }
    for (Hash id : operation.records()) {
      Optional<Outcome> objection = objectionTo(state, provider, type, id);
      if (objection.isPresent()) {
        return Result.refused(objection.get());
      }
    }
    OpenOffer opened = new OpenOffer(operation.price(), operation.records(), List.of());
    return Result.done(
        state
            .withOffer(provider, type, opened)
            .incentives()
            .withPosition(provider, new Position(provider, type)),
        new Event.OfferOpened(provider, type, operation.price(), operation.records()));
  }

  private static Optional<Outcome> objectionTo(
      ChainState state, PublicKey provider, String type, Hash id) {
    Optional<StoredRecord> record = state.record(id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (!record.get().type().equals(type)) {
      return Optional.of(Outcome.WRONG_TYPE);
    }
    if (!record.get().isValid()) {
      return Optional.of(record.get().objection());
    }
    return Access.mayOffer(state, id, record.get(), provider)
        ? Optional.empty()
        : Optional.of(Outcome.NO_ACCESS);
  }

  /** CON-11: accepts an offer at its price; the price of all records is locked at once. */
  static Result demand(ChainState state, Call call, Operation.Demand operation) {
    PublicKey demander = call.sender();
    Optional<OpenOffer> found = state.offer(operation.provider(), operation.type());
    if (found.isEmpty()) {
      return Result.refused(Outcome.NO_OFFER);
    }
    OpenOffer offer = found.get();
    if (operation.provider().equals(demander)) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (offer.price() > operation.maxPrice()) {
      return Result.refused(Outcome.PRICE_TOO_HIGH);
    }
    if (offer.waitingOf(demander).isPresent()) {
      return Result.refused(Outcome.AGREEMENT_EXISTS);
    }
    if (offer.waiting().size() >= OpenOffer.MAX_WAITING
        || state.incentives().positions(demander).size() >= Position.MAX_OPEN) {
      return Result.refused(Outcome.LIMIT_REACHED);
    }
    if (state.incentives().isFrozen(demander)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    Agreement agreement = Agreement.of(call.request(), operation.count());
    long locked = offer.price() * operation.count();
    Optional<CreditPoints> points = state.points().lock(demander, agreement.escrow(), locked);
    if (points.isEmpty()) {
      return Result.refused(Outcome.INSUFFICIENT_POINTS);
    }
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.AgreementConcluded(
            agreement.id(), operation.provider(), demander, operation.count(), locked));
    OfferDesk desk = new OfferDesk(operation.provider(), operation.type(), events);
    Position position = new Position(operation.provider(), operation.type());
    ChainState concluded = state.with(points.get()).incentives().withPosition(demander, position);
    return new Result.Done(desk.review(concluded, offer.plus(agreement)), events);
  }

  /** A record came to a provider: if there is an open offer of its type, the record is under it. */
  static ChainState add(
      ChainState state, PublicKey provider, String type, Hash record, List<Event> events) {
    Optional<OpenOffer> found = state.offer(provider, type);
    if (found.isEmpty()) {
      return state;
    }
    OfferDesk desk = new OfferDesk(provider, type, events);
    if (found.get().records().contains(record)) {
      // It was shared before, taken back, and is now shared again.
      return desk.review(state, found.get());
    }
    if (state.isFullOfOwn(provider, type)) {
      return state;
    }
    OpenOffer offer = found.get().isFull() ? desk.pruned(state, found.get()) : found.get();
    return offer.isFull() ? desk.full(state, offer) : desk.review(state, offer.plus(record));
  }

  /** CON-13: a provider closes its offer, a demander leaves; what was locked goes back. */
  static Result withdraw(ChainState state, Call call, Operation.Withdraw operation) {
    Optional<OpenOffer> found = state.offer(operation.provider(), operation.type());
    if (found.isEmpty()) {
      return Result.refused(Outcome.NO_OFFER);
    }
    List<Event> events = new ArrayList<>();
    OfferDesk desk = new OfferDesk(operation.provider(), operation.type(), events);
    if (call.sender().equals(operation.provider())) {
      events.add(new Event.OfferClosed(operation.provider(), operation.type()));
      return new Result.Done(desk.close(state, found.get()), events);
    }
    return found
        .get()
        .waitingOf(call.sender())
        .<Result>map(
            agreement -> new Result.Done(desk.leave(state, found.get(), agreement), events))
        .orElse(Result.refused(Outcome.NOTHING_TO_WITHDRAW));
  }
}
