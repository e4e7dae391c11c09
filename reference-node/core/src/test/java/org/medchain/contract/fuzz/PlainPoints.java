package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.medchain.contract.EventLedger;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.WorldState;
import org.medchain.incentive.PointLedger;

/** INC-2, INC-3, INC-4, CON-4: points once more, from the events alone. */
final class PlainPoints {
  private final EventLedger ledger;

  PlainPoints(Genesis genesis) {
    ledger = new EventLedger(genesis);
  }

  /** After every order all points are where the events say. */
  void follow(WorldState before, List<Event> events, WorldState after) {
    ledger.apply(events, before.rules().points());
    assertThat(after.supply()).isEqualTo(ledger.supply());
  }

  /** Requires the same points in every account in the end. */
  void requireSame(WorldState after) {
    WorldState state = after;
    assertThat(PointLedger.over(after.tree()).countHeld()).isEqualTo(after.supply().held());
    ledger
        .balances()
        .forEach((who, points) -> assertThat(state.balance(who)).as("%s", who).isEqualTo(points));
  }
}
