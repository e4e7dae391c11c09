package org.medchain.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SIM-14, SIM-23: when a node is down, and when it lives again. */
class OutagesTest {
  private static final long END = 40;

  @Provide
  Arbitrary<List<Fault>> faults() {
    Arbitrary<Fault> restart =
        Combinators.combine(Arbitraries.longs().between(0, 20), Arbitraries.longs().between(0, 10))
            .as((from, length) -> new Fault.Restart(List.of(0), from / 1e9, (from + length) / 1e9));
    Arbitrary<Fault> crash =
        Arbitraries.longs().between(25, 35).map(from -> new Fault.Crash(List.of(0), from / 1e9));
    return Combinators.combine(restart.list().ofMaxSize(4), crash.list().ofMaxSize(1))
        .as(
            (restarts, crashes) -> {
              List<Fault> all = new ArrayList<>(restarts);
              all.addAll(crashes);
              return all;
            });
  }

  @Property(tries = 500, seed = "32")
  void aNodeIsDownWhileAnyOutageLasts(@ForAll("faults") List<Fault> faults) {
    Outages outages = new Outages(faults);
    for (long at = 0; at < END; at++) {
      long now = at;
      assertThat(outages.isDown(at)).isEqualTo(faults.stream().anyMatch(f -> f.inForce(now)));
    }
  }

  /** Lives and outages take turns, and every crash ends a life. */
  @Property(tries = 500, seed = "33")
  void everyReturnBeginsALifeAfterTheLast(@ForAll("faults") List<Fault> faults) {
    Outages outages = new Outages(faults);
    List<Long> back = outages.restartTimesNs();
    for (int life = 0; life < back.size(); life++) {
      assertThat(back.get(life)).isGreaterThanOrEqualTo(outages.crashTimeNs(life));
      assertThat(outages.crashTimeNs(life + 1)).isGreaterThan(back.get(life));
      assertThat(outages.isDown(back.get(life))).isFalse();
    }
    for (Fault fault : faults) {
      assertThat(outages.crashesWithin(fault.fromNs() - 1, fault.untilNs()))
          .as("unless it was down already")
          .isEqualTo(!outages.isDown(fault.fromNs() - 1));
    }
  }
}
