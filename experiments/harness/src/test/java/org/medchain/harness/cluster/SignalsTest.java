package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.host.HostOutcome;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.run.InterpreterSettings;
import org.medchain.harness.workload.Workloads;
import org.medchain.history.check.HistoryVerdict;

/** FAULT-29: signals. */
class SignalsTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  private static FaultEvent signal(NemesisKind kind, double fromS, Integer... nodes) {
    return new FaultEvent(kind, fromS, fromS + 1, List.of(nodes), OptionalDouble.empty());
  }

  /** All nodes get one at once too: an orderly end of all loses nothing. */
  @Test
  @Tag("exhaustive")
  void nodesEndInOrderAndLoseNothing() throws Exception {
    List<FaultEvent> plan =
        List.of(
            signal(NemesisKind.SIGNAL_QUIT, 1, 0),
            signal(NemesisKind.SIGNAL_INT, 2, 1),
            signal(NemesisKind.SIGNAL_HUP, 4, 2),
            signal(NemesisKind.SIGNAL_GROUP, 6, 3),
            signal(NemesisKind.SIGNAL_TERM, 8, 0, 1, 2, 3));
    HarnessTest test =
        new HarnessTest(
            1,
            4,
            Workloads.of("set").orElseThrow(),
            new InterpreterSettings(4, S / 5, 5 * S, 10 * S, 11 * S, 60 * S),
            plan,
            folder,
            what -> {});
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);

    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryVerdict.VALID);
    assertThat(outcome.actions())
        .hasSize(10)
        .allMatch(each -> each.problem().isEmpty() || each.problem().get().startsWith("skipped: "));
  }

  /** What a process was started with is known before it gets a signal. */
  @Test
  void aProcessThatIgnoresASignalIsKnown() throws Exception {
    for (boolean ignores : List.of(true, false)) {
      String trap = ignores ? "trap '' INT; exec sleep 60" : "exec sleep 60";
      Process process = new ProcessBuilder("bash", "-c", trap).start();
      try {
        if (ignores && Path.of("/proc/self/status").toFile().exists()) {
          long endNs = System.nanoTime() + 10 * S;
          while (!ProcessSignals.isIgnored(process.toHandle(), "INT")) {
            assertThat(System.nanoTime()).isLessThan(endNs);
            Thread.sleep(5);
          }
        }
        assertThat(ProcessSignals.isIgnored(process.toHandle(), "TERM")).isFalse();
        // It leads no group: the tests' own process does.
        assertThatThrownBy(() -> ProcessSignals.sendToGroup(process.toHandle(), "TERM"))
            .hasMessageContaining("skipped: ");
        ProcessSignals.send(process.toHandle(), "TERM");
        assertThat(process.waitFor()).isNotZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
