package org.medchain.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Quorum;

/** SCH-1, SCH-6: what is arranged instead of drawn happens often enough and keeps to f. */
final class CastingTest {
  private static final List<Plan> PLANS = LongStream.range(1, 4000).mapToObj(Plan::of).toList();

  private static boolean starves(Plan plan) {
    return Casting.starves(plan.kind(), plan.seed(), plan.nodes(), plan.hermit());
  }

  @Test
  void neverMoreThanF() {
    for (Plan plan : PLANS) {
      assertThat(plan.byzantine().size())
          .as(plan.describe())
          .isLessThanOrEqualTo(new Quorum(plan.nodes()).faulty());
      assertThat(plan.byzantine().keySet()).allMatch(number -> number < plan.nodes());
    }
  }

  @Test
  void aStarvingHasACensorAndTwoClients() {
    List<Plan> starving = PLANS.stream().filter(CastingTest::starves).toList();
    assertThat(starving).hasSizeGreaterThan(PLANS.size() / 60);
    for (Plan plan : starving) {
      assertThat(plan.busy()).isTrue();
      assertThat(plan.clients()).isGreaterThan(1);
      assertThat(plan.byzantine().values()).containsAnyOf("censorship", "favouring");
    }
  }

  @Test
  void aSchismHasTwinsInBothHalves() {
    List<Plan> split =
        PLANS.stream().filter(plan -> plan.kind() == Plan.Kind.PBFT && plan.isSplit()).toList();
    assertThat(split).hasSizeGreaterThan(PLANS.size() / 80);
    assertThat(split)
        .allMatch(plan -> plan.byzantine().size() == plan.faulty())
        .allMatch(plan -> List.copyOf(plan.byzantine().values()).get(0).equals(Faults.TWIN));
  }

  /** The victim of a coup is honest, and its liar leads one of the next views. */
  @Test
  void aCoupHasAVictim() {
    List<Plan> coups = PLANS.stream().filter(plan -> Coup.victim(plan).isPresent()).toList();
    assertThat(coups).hasSizeGreaterThan(PLANS.size() / 200);
    for (Plan plan : coups) {
      int victim = Coup.victim(plan).orElseThrow();
      assertThat(plan.byzantine()).hasSize(1).doesNotContainKey(victim);
      assertThat(victim).isLessThan(plan.nodes());
    }
  }
}
