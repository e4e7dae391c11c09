package org.medchain.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** FAULT-5. */
class PlanShrinkerTest {
  private static FaultEvent fault(NemesisKind kind, double fromS, Integer... nodes) {
    return new FaultEvent(kind, fromS, fromS + 4, List.of(nodes), OptionalDouble.empty());
  }

  private static final List<FaultEvent> PLAN =
      List.of(
          fault(NemesisKind.PAUSE, 1, 0),
          fault(NemesisKind.KILL, 2, 0, 1, 2),
          fault(NemesisKind.PAUSE, 3, 1),
          fault(NemesisKind.PARTITION_RING, 4, 0, 1, 2, 3),
          fault(NemesisKind.PAUSE, 5, 2),
          fault(NemesisKind.PAUSE, 6, 3),
          fault(NemesisKind.STORE_WIPE, 7, 3));

  private static boolean has(List<FaultEvent> plan, NemesisKind kind, int node) {
    return plan.stream().anyMatch(each -> each.kind() == kind && each.nodes().contains(node));
  }

  @Test
  void whatTheFailureDoesNotNeedGoes() {
    List<List<FaultEvent>> tried = new ArrayList<>();
    Predicate<List<FaultEvent>> fails =
        plan -> {
          tried.add(plan);
          return has(plan, NemesisKind.KILL, 1) && has(plan, NemesisKind.STORE_WIPE, 3);
        };
    PlanShrinker shrinker = new PlanShrinker(fails, 200);
    List<FaultEvent> small = shrinker.shrink(PLAN);

    assertThat(fails.test(small)).isTrue();
    assertThat(small)
        .extracting(FaultEvent::kind)
        .containsExactly(NemesisKind.KILL, NemesisKind.STORE_WIPE);
    assertThat(small.getFirst().nodes()).containsExactly(1);
    assertThat(shrinker.runs()).isEqualTo(tried.size() - 1).isLessThan(60);
  }

  @Test
  void theBudgetIsKept() {
    PlanShrinker shrinker = new PlanShrinker(plan -> plan.size() > 3, 2);
    assertThat(shrinker.shrink(PLAN).size()).isBetween(4, 7);
    assertThat(shrinker.runs()).isEqualTo(2);
  }

  @Test
  void aShorterFaultIsTried() {
    List<FaultEvent> one = List.of(fault(NemesisKind.PAUSE, 1, 0));
    List<FaultEvent> small = new PlanShrinker(plan -> true, 10).shrink(one);
    assertThat(small.getFirst().untilS()).isEqualTo(3);
  }
}
