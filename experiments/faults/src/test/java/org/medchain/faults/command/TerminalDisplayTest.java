package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.CallCounts;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.faults.workload.Workloads;

/** FAULT-16. */
class TerminalDisplayTest {
  private static final long S = 1_000_000_000L;
  private static final HarnessConfig CONFIG =
      new HarnessConfig(
          "shown",
          "consent",
          "simulation",
          4,
          4,
          10,
          1,
          6,
          2,
          1,
          Optional.empty(),
          5,
          Optional.of(
              List.of(
                  new FaultEvent(
                      NemesisKind.PARTITION_HALVES, 2, 4, List.of(0, 1), OptionalDouble.empty()))));

  private final StringWriter screen = new StringWriter();
  private final CallCounts counts = new CallCounts();

  @Test
  void theLineSaysHowFarItIsAndWhatHappens() {
    try (TerminalDisplay display = new TerminalDisplay(new PrintWriter(screen), CONFIG, counts)) {
      assertThat(display.words()).endsWith("begins");
      display.say("starts 4 nodes");
      assertThat(display.words()).endsWith("starts 4 nodes");
      counts.reach(S);
      assertThat(display.words()).startsWith("1 s of 8 s").endsWith("no fault");
      counts.answer(true);
      counts.answer(true);
      counts.answer(false);
      counts.giveUp();
      counts.reach(3 * S);
      assertThat(display.words())
          .isEqualTo("3 s of 8 s  2 answered, 1 refused, 1 given up  partition-halves [0, 1]");
      counts.reach(6 * S);
      assertThat(display.words()).endsWith("healed");
      counts.reach(8 * S);
      assertThat(display.words()).endsWith("last calls");
    }
    // The line is gone when the run is over.
    assertThat(screen.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void theCountsAreThoseOfTheRun() {
    HostOutcome outcome =
        new SimulatedHost()
            .run(
                new HarnessTest(
                    1,
                    4,
                    Workloads.of(CONFIG.workload()).orElseThrow(),
                    CONFIG.settings(),
                    CONFIG.plan().orElseThrow(),
                    Path.of("unused"),
                    what -> {},
                    counts));
    List<CallRecord> calls = outcome.calls();
    long givenUp = calls.stream().filter(each -> each.answer().isEmpty()).count();
    assertThat(counts.givenUp()).isEqualTo(givenUp).isPositive();
    assertThat(counts.answered() + counts.refused() + givenUp)
        .isEqualTo(calls.size() + outcome.first().size());
    assertThat(counts.nowNs()).isGreaterThanOrEqualTo(CONFIG.settings().lastNs());
  }
}
