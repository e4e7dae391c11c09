package org.medchain.history.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.check.HistoryVerdict;
import org.medchain.history.sim.Written;

/** HIST-6: what need not be visited, and what must be. */
class VisitedConfigurationsTest {
  private static BitSet set(int... bits) {
    BitSet set = new BitSet();
    for (int bit : bits) {
      set.set(bit);
    }
    return set;
  }

  /** Bits below 4 are operations that stay open; the fewer are used the better. */
  @Test
  void whoHasMoreOpenOperationsLeftIsVisited() {
    VisitedConfigurations visited = new VisitedConfigurations(4);
    assertThat(visited.add(7, 1, set(7, 0, 1))).isTrue();
    assertThat(visited.add(7, 1, set(7, 0, 1))).isFalse();
    assertThat(visited.add(7, 1, set(7, 0, 1, 2))).isFalse();
    assertThat(visited.add(7, 1, set(7, 2))).isTrue();
    assertThat(visited.add(7, 1, set(7, 0))).isTrue();
    assertThat(visited.add(7, 1, set(7, 0, 1))).isFalse();
    assertThat(visited.add(7, 1, set(7, 1))).isTrue();
    assertThat(visited.add(7, 1, set(7))).isTrue();
    assertThat(visited.add(7, 1, set(7, 3))).isFalse();
  }

  @Test
  void anotherEventStateOrEndedOperationIsAnotherConfiguration() {
    VisitedConfigurations visited = new VisitedConfigurations(4);
    assertThat(visited.add(7, 1, set(7))).isTrue();
    assertThat(visited.add(8, 1, set(7))).isTrue();
    assertThat(visited.add(7, 2, set(7))).isTrue();
    assertThat(visited.add(7, 1, set(7, 8))).isTrue();
    assertThat(visited.add(7, 1, set())).isTrue();
  }

  /** The first 1 may be of the write or of the cas; the second one only of the write. */
  @Test
  void whichOpenOperationWasUsedMatters() throws HistoryFormatException {
    assertThat(
            LinearCheckerTest.search(
                    "cas-register",
                    Written.history(
                        "0 invoke write 0",
                        "0 ok write 0",
                        "1 invoke write 1",
                        "2 invoke cas [0 1]",
                        "3 invoke read nil",
                        "3 ok read 1",
                        "0 invoke write 5",
                        "0 ok write 5",
                        "3 invoke read nil",
                        "3 ok read 1"))
                .verdict())
        .isEqualTo(HistoryVerdict.VALID);
  }
}
