package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/** Leaving at any time, and being paid later (paper §3.2.4; GAME-7; decision 0124). */
final class Exits {
  private Exits() {}

  static Result leave(ChainState before, Call call) {
    PublicKey leaving = call.sender();
    if (call.role() == Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    List<Event> events = new ArrayList<>();
    ChainState state = before;
    for (Position position : before.incentives().positions(leaving)) {
      state = close(state, leaving, position, events);
    }
    if (Committees.mayVerify(call.role())) {
      state = Committees.strike(state, leaving);
    }
    AuditRound round = state.incentives().audit().orElse(AuditRound.NONE);
    long lockedUntil = call.height() + state.rules().redemption().exitLockBlocks();
    Departure departure = new Departure(lockedUntil, round.lastOver(call.height()), false);
    events.add(new IncentiveEvent.Left(leaving, lockedUntil));
    return new Result.Done(state.incentives().with(leaving, departure), events);
  }

  /** CON-13, as if it had been ordered: what was locked goes back in full. */
  private static ChainState close(
      ChainState state, PublicKey leaving, Position position, List<Event> events) {
    OpenOffer offer = state.offer(position.provider(), position.type()).orElseThrow();
    OfferDesk desk = new OfferDesk(position.provider(), position.type(), events);
    if (position.provider().equals(leaving)) {
      events.add(new Event.OfferClosed(position.provider(), position.type()));
      return desk.close(state, offer);
    }
    return desk.leave(state, offer, offer.waitingOf(leaving).orElseThrow());
  }

  /** Whether the key's account was emptied: then nothing is paid into it any more. */
  static boolean isSettled(ChainState state, PublicKey participant) {
    return state.incentives().departure(participant).filter(Departure::settled).isPresent();
  }

  /** Whoever orders it gets nothing for it; what there is goes to who left. */
  static Result settle(ChainState state, Call call, IncentiveOperation.Settle operation) {
    PublicKey left = operation.participant();
    Optional<Departure> departure = state.incentives().departure(left);
    if (departure.isEmpty()) {
      return Result.refused(Outcome.NOT_LEFT);
    }
    if (departure.get().settled()) {
      return Result.refused(Outcome.SETTLED);
    }
    if (call.height() <= departure.get().lockedUntil()) {
      return Result.refused(Outcome.LOCKED);
    }
    if (state.incentives().isFrozen(left)) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    CreditPoints.RedemptionResult redeemed = state.points().settleExit(left);
    // Longer than a request's name, so no redemption's voucher has this id.
    Hash voucher = Hash.of(new IncentiveEvent.Left(left, departure.get().lockedUntil()).encoded());
    ChainState settled =
        state.with(redeemed.points()).incentives().with(left, departure.get().asSettled());
    if (redeemed.paidOut() > 0) {
      settled = settled.incentives().with(voucher, new Voucher(left, redeemed.paidOut(), false));
    }
    return Result.done(
        settled, new IncentiveEvent.Settled(left, voucher, redeemed.paidOut(), redeemed.burnt()));
  }
}
