package org.medchain.contract;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * Pays and punishes services of the incentive game, with events. Whoever's account was settled gets
 * nothing any more, and has nothing.
 *
 * @param service what for
 * @param record that it was about
 * @param events the operation's list, to which this adds what happened
 */
record Payments(IncentiveEvent.Service service, Hash record, List<Event> events) {
  /** Nothing if the supply does not suffice. */
  Optional<ChainState> reward(ChainState state, PublicKey participant, long points) {
    if (points == 0 || Exits.isSettled(state, participant)) {
      return Optional.of(state);
    }
    Optional<CreditPoints> rewarded = state.points().reward(participant, points);
    rewarded.ifPresent(
        each -> events.add(new IncentiveEvent.Rewarded(participant, service, record, points)));
    return rewarded.map(state::with);
  }

  /** Limited liability: takes what there is (decision 0021). */
  ChainState penalise(ChainState state, PublicKey participant, long due) {
    if (due == 0) {
      return state;
    }
    CreditPoints.PenaltyResult penalised = state.points().penalise(participant, due);
    long taken = penalised.penalty().taken();
    long shortfall = penalised.penalty().shortfall();
    events.add(new IncentiveEvent.Penalised(participant, service, record, taken, shortfall));
    return state.with(penalised.points());
  }

  /** Pays who said {@code truth}, and punishes who said the contrary; who was silent, neither. */
  Optional<ChainState> byTruth(
      ChainState before, Verification verification, Opinion truth, long reward, long penalty) {
    Optional<ChainState> state = Optional.of(before);
    for (Verification.Seat seat : verification.seats()) {
      if (seat.opinion() == truth) {
        state = state.flatMap(each -> reward(each, seat.verifier(), reward));
      } else if (seat.opinion() != Opinion.NONE) {
        state = state.map(each -> penalise(each, seat.verifier(), penalty));
      }
    }
    return state;
  }
}
