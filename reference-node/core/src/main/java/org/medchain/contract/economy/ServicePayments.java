package org.medchain.contract.economy;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * Pays and punishes services of the incentive game, with events. A settled account gets nothing,
 * and holds nothing.
 *
 * @param service that is paid or punished
 * @param record that it was about
 * @param events the operation's list, to which this adds its events
 */
public record ServicePayments(Service service, Hash record, List<Event> events) {
  /** Refuses the operation if the supply does not suffice. */
  public WorldState reward(WorldState state, PublicKey participant, long points) {
    if (points == 0 || Registration.isSettled(state, participant)) {
      return state;
    }
    CreditPoints rewarded =
        state.points().reward(participant, points).orElseThrow(Outcome.SUPPLY_EXHAUSTED::refusal);
    events.add(new EconomyEvents.Rewarded(participant, service, record, points));
    return state.with(rewarded);
  }

  /** Limited liability: takes what there is (decision 0020). */
  public WorldState penalise(WorldState state, PublicKey participant, long due) {
    if (due == 0) {
      return state;
    }
    CreditPoints.PenaltyResult penalised = state.points().penalise(participant, due);
    long taken = penalised.penalty().taken();
    long shortfall = penalised.penalty().shortfall();
    events.add(new EconomyEvents.Penalised(participant, service, record, taken, shortfall));
    return state.with(penalised.points());
  }
}
