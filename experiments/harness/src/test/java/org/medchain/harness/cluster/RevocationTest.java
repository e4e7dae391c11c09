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
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.run.InterpreterSettings;
import org.medchain.harness.workload.Workloads;
import org.medchain.history.check.HistoryVerdict;

/** FAULT-28 on processes: a client and a member lose their certificates while others work. */
class RevocationTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  @Tag("exhaustive")
  void revokedOnesAreRefusedAndAClientComesBackWithAnotherKey() throws Exception {
    List<FaultEvent> plan =
        List.of(
            new FaultEvent(
                NemesisKind.CLIENT_REVOCATION, 1, 4, List.of(0, 1, 2, 3), OptionalDouble.empty()),
            new FaultEvent(
                NemesisKind.MEMBER_REVOCATION, 2, 5, List.of(2), OptionalDouble.empty()));
    HarnessTest test =
        new HarnessTest(
            1,
            4,
            Workloads.of("set").orElseThrow(),
            new InterpreterSettings(4, S / 5, 5 * S, 7 * S, 8 * S, 60 * S),
            plan,
            folder,
            what -> {});
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);

    assertThat(outcome.problems()).isEmpty();
    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryVerdict.VALID);
    assertThat(outcome.actions()).hasSize(4).allMatch(each -> each.problem().isEmpty());
    assertThat(outcome.ledgers().get(2).faithful()).isFalse();
  }
}
