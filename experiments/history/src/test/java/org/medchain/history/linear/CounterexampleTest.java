package org.medchain.history.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Counterexample;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.draw.CounterexampleSvg;
import org.medchain.history.draw.CounterexampleText;
import org.medchain.history.model.SequentialModels;
import org.medchain.history.sim.BruteForce;
import org.medchain.history.sim.Confusion;
import org.medchain.history.sim.SimulatedHistory;
import org.medchain.history.sim.Written;

/**
 * HIST-8: what is shown of an invalid history is invalid itself, short, and ends where it fails.
 */
class CounterexampleTest {
  private static History history(String... events) {
    return Written.history(events);
  }

  private static final String[] STALE = {
    "0 invoke write 1",
    "0 ok write 1",
    "1 invoke read nil",
    "1 ok read 1",
    "0 invoke write 2",
    "2 invoke write 3",
    "0 ok write 2",
    "2 ok write 3",
    "1 invoke read nil",
    "3 invoke write 4",
    "1 ok read 1",
    "3 ok write 4",
    "0 invoke read nil",
    "0 ok read 4",
  };

  @Test
  void onlyWhatIsNeededIsShown() throws HistoryFormatException {
    CheckResult result = LinearCheckerTest.search("register", history(STALE));
    assertThat(result.verdict()).isEqualTo(HistoryValidity.INVALID);
    Counterexample shown = result.counterexample().orElseThrow();
    assertThat(shown.operations())
        .map(HistoryOperation::describe)
        .containsExactly("process 0: write 1", "process 0: write 2", "process 1: read nil -> 1");
    assertThat(shown.impossible()).isEqualTo(shown.operations().getLast());
    assertThat(shown.states()).containsExactly("2");
    assertThat(result.findings().getFirst().name()).isEqualTo("not linearizable");
    assertThat(result.findings().getFirst().lines())
        .containsExactly(
            "impossible: process 1: read nil -> 1", "just before its completion the state is 2");
  }

  /** All states count that some order leaves, those of open writes too. */
  @Test
  void theStatesPossibleAreAll() throws HistoryFormatException {
    CheckResult result =
        LinearCheckerTest.search(
            "cas-register",
            history(
                "0 invoke write 1",
                "1 invoke cas [1 2]",
                "0 ok write 1",
                "2 invoke read nil",
                "2 ok read 5"));
    assertThat(result.counterexample().orElseThrow().states()).isNotEmpty();
    assertThat(result.counterexample().orElseThrow().operations()).hasSize(1);
    History both =
        history(
            "0 invoke write 1",
            "0 ok write 1",
            "1 invoke write 3",
            "2 invoke write 2",
            "2 ok write 2",
            "3 invoke read nil",
            "3 ok read 1",
            "1 ok write 3");
    Counterexample shown =
        LinearCheckerTest.search("register", both).counterexample().orElseThrow();
    assertThat(shown.operations()).hasSize(3);
    assertThat(shown.states()).containsExactly("2");
  }

  /**
   * Shown histories are judged by all orders; one operation fewer at the end, and they are valid.
   */
  @Test
  void itIsInvalidAndWithoutItsLastOperationItIsNot() throws HistoryFormatException {
    Confusion confusion = new Confusion(new Random(11));
    SequentialModel<?> model = SequentialModels.of("cas-register");
    int judged = 0;
    for (int seed = 0; seed < 1500; seed++) {
      History history = confusion.of(SimulatedHistory.of("cas-register", seed, 4, 12, 8));
      CheckResult result = LinearCheckerTest.search("cas-register", history);
      if (result.verdict() != HistoryValidity.INVALID) {
        continue;
      }
      Counterexample shown = result.counterexample().orElseThrow();
      if (shown.operations().size() > 7) {
        continue;
      }
      judged++;
      History alone = SimulatedHistory.history(shown.events());
      assertThat(BruteForce.linearizable(model, alone, true)).as("seed " + seed).isFalse();
      List<HistoryEvent> before = new ArrayList<>(shown.events());
      before.removeIf(each -> each.equals(shown.impossible().completion().orElseThrow()));
      assertThat(BruteForce.linearizable(model, SimulatedHistory.history(before), true))
          .as("seed " + seed)
          .isTrue();
    }
    assertThat(judged).isGreaterThan(40);
  }

  @Test
  void itIsDrawnInText() throws HistoryFormatException {
    Counterexample shown =
        LinearCheckerTest.search("register", history(STALE)).counterexample().orElseThrow();
    assertThat(CounterexampleText.lines(shown))
        .containsExactly("0  |write 1| |write 2|", "1                      !read → 1!");
    Counterexample open =
        LinearCheckerTest.search(
                "register",
                history(
                    "0 invoke write 1",
                    "10 invoke read nil",
                    "10 ok read 1",
                    "11 invoke read nil",
                    "11 ok read nil"))
            .counterexample()
            .orElseThrow();
    assertThat(CounterexampleText.lines(open)).hasSize(3);
    assertThat(CounterexampleText.lines(open).getFirst()).startsWith(" 0  |---").endsWith(">");
  }

  @Test
  void itIsDrawnAsSvg() throws HistoryFormatException {
    Counterexample shown =
        LinearCheckerTest.search(
                "register",
                history(
                    "0 invoke write \"<&\"",
                    "0 ok write \"<&\"",
                    "1 invoke read nil",
                    "1 ok read nil"))
            .counterexample()
            .orElseThrow();
    String svg = CounterexampleSvg.draw(shown);
    assertThat(svg)
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .contains("!read → nil!", "write \"&lt;&amp;\"", "before its completion the state is")
        .endsWith("</svg>\n");
  }
}
