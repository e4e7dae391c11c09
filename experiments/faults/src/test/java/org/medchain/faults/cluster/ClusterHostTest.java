package org.medchain.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.Workloads;
import org.medchain.history.check.HistoryValidity;

/**
 * FAULT-1, FAULT-8, FAULT-11, FAULT-25 and FAULT-26 on processes: one short run with a fault of
 * each class.
 */
@Tag("process")
class ClusterHostTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  private static FaultEvent fault(
      NemesisKind kind, double fromS, double untilS, double amount, Integer... nodes) {
    OptionalDouble much = kind.hasAmount() ? OptionalDouble.of(amount) : OptionalDouble.empty();
    return new FaultEvent(kind, fromS, untilS, List.of(nodes), much);
  }

  /** FAULT-16: and it says what happens. */
  @Test
  void aClusterUnderFaultsKeepsItsPromises() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    List<FaultEvent> plan =
        List.of(
            fault(NemesisKind.LOSS, 0, 1, 0.05, 0),
            fault(NemesisKind.REORDERING, 0, 1, 0.3, 1, 2),
            fault(NemesisKind.DUPLICATION, 0, 1, 0.3, 2, 3),
            fault(NemesisKind.KILL, 1, 2, 0, 0),
            fault(NemesisKind.PAUSE, 2, 3, 0, 1),
            fault(NemesisKind.SIGNAL_QUIT, 2, 2.1, 0, 3),
            fault(NemesisKind.PARTITION_HALVES, 3, 4.5, 0, 0, 1),
            fault(NemesisKind.LATENCY, 4, 5, 100, 2),
            fault(NemesisKind.RESET, 5, 6, 5, 3),
            fault(NemesisKind.CORRUPTION, 6, 7, 5, 1),
            fault(NemesisKind.POWER_LOSS, 8, 9, 0, 0, 1, 2, 3));
    HarnessTest test =
        new HarnessTest(
            1,
            4,
            Workloads.of("register").orElseThrow(),
            new InterpreterSettings(5, S / 10, 3 * S, 10 * S, 11 * S, 60 * S),
            plan,
            folder,
            told::add);
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);

    // On a machine with much else to do there may be a kind of call that never succeeded.
    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isNotEqualTo(HistoryValidity.INVALID);
    assertThat(outcome.actions())
        .hasSize(2 * plan.size())
        .allMatch(each -> each.problem().isEmpty());
    assertThat(judgement.history().operations().size()).isGreaterThan(5);
    assertThat(told)
        .contains("starts 4 nodes", "kill at [0]", "end of kill at [0]", "the last calls");
    // Nothing is left behind: every process that ran was one of this folder's.
    assertThat(
            ProcessHandle.allProcesses()
                .map(each -> each.info().commandLine())
                .flatMap(Optional::stream)
                .filter(line -> line.contains(folder.toString())))
        .isEmpty();
  }
}
