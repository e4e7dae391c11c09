package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.host.HostOutcome;
import org.medchain.harness.host.ServiceRead;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.run.InterpreterSettings;
import org.medchain.harness.workload.Workloads;
import org.medchain.history.check.HistoryVerdict;

/** FAULT-27 on processes: Chaos Monkey attacks two shells, and consensus does not notice. */
class ServiceFaultTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  @Tag("exhaustive")
  void attackedShellsAreSlowOrFailAndAnswerAfterTheHeal() throws Exception {
    List<FaultEvent> plan =
        List.of(
            new FaultEvent(NemesisKind.SERVICE_LATENCY, 2, 6, List.of(0), OptionalDouble.of(1_000)),
            new FaultEvent(
                NemesisKind.SERVICE_EXCEPTION, 2, 6, List.of(1), OptionalDouble.empty()));
    HarnessTest test =
        new HarnessTest(
            1,
            4,
            Workloads.of("set").orElseThrow(),
            new InterpreterSettings(4, S / 5, 5 * S, 8 * S, 9 * S, 60 * S),
            plan,
            folder,
            what -> {});
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);

    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryVerdict.VALID);
    assertThat(outcome.actions()).hasSize(4).allMatch(each -> each.problem().isEmpty());
    List<ServiceRead> reads = outcome.serviceReads();
    assertThat(reads).extracting(ServiceRead::node).contains(0, 1).doesNotContain(2, 3);
    assertThat(reads).anyMatch(each -> each.node() == 0 && each.tookMs() >= 1_000);
    assertThat(reads).anyMatch(each -> each.node() == 1 && each.code() == 500);
    assertThat(reads.getLast().answered()).isTrue();
  }
}
