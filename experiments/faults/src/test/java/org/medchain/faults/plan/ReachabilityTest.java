package org.medchain.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** FAULT-3: which links a partition cuts. */
class ReachabilityTest {
  private static FaultEvent fault(NemesisKind kind, int... nodes) {
    OptionalDouble amount = kind.hasAmount() ? OptionalDouble.of(1_000) : OptionalDouble.empty();
    return new FaultEvent(kind, 0, 10, Arrays.stream(nodes).boxed().toList(), amount);
  }

  /** The links that are cut among five nodes, each written once. */
  private static List<String> cuts(FaultEvent fault, long sinceNs) {
    List<String> cuts = new ArrayList<>();
    for (int one = 0; one < 5; one++) {
      for (int other = one + 1; other < 5; other++) {
        boolean cut = Reachability.isCut(fault, 5, one, other, sinceNs);
        assertThat(Reachability.isCut(fault, 5, other, one, sinceNs)).isEqualTo(cut);
        if (cut) {
          cuts.add(one + "-" + other);
        }
      }
    }
    return cuts;
  }

  @Test
  void eachKindCutsItsLinks() {
    assertThat(cuts(fault(NemesisKind.PARTITION_HALVES, 0, 1), 0))
        .containsExactly("0-2", "0-3", "0-4", "1-2", "1-3", "1-4");
    assertThat(cuts(fault(NemesisKind.PARTITION_SINGLE, 2), 0))
        .containsExactly("0-2", "1-2", "2-3", "2-4");
    assertThat(cuts(fault(NemesisKind.PARTITION_RING, 0), 0))
        .containsExactly("0-2", "0-3", "1-3", "1-4", "2-4");
    assertThat(cuts(fault(NemesisKind.PARTITION_BRIDGE, 0), 0))
        .containsExactly("1-3", "1-4", "2-3", "2-4");
    assertThat(cuts(fault(NemesisKind.LATENCY, 0), 0)).isEmpty();
  }

  @Test
  void aFlappingLinkIsCutHalfOfTheTime() {
    FaultEvent flapping = fault(NemesisKind.PARTITION_FLAPPING, 4);
    assertThat(cuts(flapping, 0)).hasSize(4);
    assertThat(cuts(flapping, 499_999_999)).hasSize(4);
    assertThat(cuts(flapping, 500_000_000)).isEmpty();
    assertThat(cuts(flapping, 1_000_000_000)).hasSize(4);
  }
}
