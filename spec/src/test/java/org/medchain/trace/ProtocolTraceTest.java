package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SIM-31, TRACE-2: the transitions of a run's correct nodes, the same for the same seed. */
class ProtocolTraceTest {
  private static List<String> trace(List<Integer> faulty) {
    List<String> lines = TracedSimulation.lines(TracedRunPlan.of(0), faulty);
    return lines.subList(1, lines.size());
  }

  private static boolean isOf(String line, int node) {
    return line.contains(",\"node\":" + node + ",");
  }

  @Test
  void aRunIsWrittenDownFromFirstToLast() {
    List<String> lines = trace(List.of());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith("{\"n\":" + (i + 1) + ",\"node\":");
    }
    for (String action : List.of("SendPrePrepare", "SendPrepare", "SendCommit", "Decide")) {
      assertThat(lines).anyMatch(line -> line.contains("\"action\":\"" + action + "\""));
    }
    assertThat(lines)
        .anyMatch(line -> isOf(line, 1))
        // As a word: a hash may hold the same letters.
        .noneMatch(line -> line.matches(".*\\bc0\\b.*"));
  }

  @Test
  void oneSeedIsOneTrace() {
    assertThat(trace(List.of())).isEqualTo(trace(List.of()));
  }

  @Test
  void byzantineNodesHaveNoLines() {
    List<String> all = trace(List.of());
    List<String> without = trace(List.of(2));
    assertThat(without).noneMatch(line -> isOf(line, 2));
    assertThat(without).hasSize((int) all.stream().filter(line -> !isOf(line, 2)).count());
  }
}
