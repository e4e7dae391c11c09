package org.medchain.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SCH-3, SCH-10: with one twin too many agreement breaks, with as many as it bears it does not. */
final class TwinsTest {
  private static final int MOST_SEEDS = 200;

  /** What every build plays of those that find nothing. */
  private static final int FEW_SEEDS = 40;

  private static Schedule found(int nodes) {
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Plan plan = Plan.of(Plan.Kind.TWINS, seed, nodes);
      if (Trial.run(plan).violation().isPresent()) {
        return Schedule.record(plan);
      }
    }
    throw new AssertionError("no violation with " + nodes + " nodes");
  }

  /** What is printed can be played again; without any one of its events nothing goes wrong. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void oneTooManyBreaksAgreement(int nodes) {
    Schedule least = Minimiser.minimise(found(nodes), "AG");
    least.lines().forEach(System.out::println);
    Optional<Violation> violation = least.replay();
    assertThat(violation.map(Violation::oracle)).hasValue("AG");
    assertThat(Schedule.parse(least.lines()).replay()).isEqualTo(violation);
    for (int i = 0; i < least.events().size(); i++) {
      List<Event> rest = new ArrayList<>(least.events());
      Event removed = rest.remove(i);
      assertThat(least.with(rest).replay()).as("without %s", removed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void asManyAsItBearsDoNot(int nodes) {
    assertThat(withOneFewer(nodes, FEW_SEEDS).findings()).isEmpty();
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void asManyAsItBearsDoNotInAsManySeeds(int nodes) {
    assertThat(withOneFewer(nodes, MOST_SEEDS).findings()).isEmpty();
  }

  private static Search withOneFewer(int nodes, int seeds) {
    return Search.over(seed -> Plan.of(Plan.Kind.FEWER_TWINS, seed, nodes), 1, seeds, 2);
  }
}
