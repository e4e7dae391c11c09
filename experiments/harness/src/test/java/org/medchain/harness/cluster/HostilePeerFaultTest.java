package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/** FAULT-32: hostile peers beside a load on processes. */
class HostilePeerFaultTest {
  private static final long S = 1_000_000_000L;

  @TempDir private Path folder;

  @Test
  void eachKindHasItsRole() {
    for (NemesisKind kind : NemesisKind.values()) {
      if (kind.group() == NemesisKind.Group.HOSTILE) {
        assertThat("hostile-" + HostilePeerFault.role(kind).word()).isEqualTo(kind.word());
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void aMemberAnAgencyAndARevokedPeerHoldNothingUp() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    HostOutcome outcome =
        new ClusterHost()
            .run(
                new HarnessTest(
                    27,
                    4,
                    Workloads.of("set").orElseThrow(),
                    new InterpreterSettings(6, S / 10, 10 * S, 32 * S, 35 * S, 60 * S),
                    List.of(
                        fault(NemesisKind.HOSTILE_MEMBER, 1, 30, 2),
                        fault(NemesisKind.HOSTILE_AGENCY, 2, 28, 0, 1, 2, 3),
                        fault(NemesisKind.HOSTILE_REVOKED, 3.5, 31, 0, 1, 2, 3)),
                    folder,
                    told::add));
    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.actions()).hasSize(6).allMatch(each -> each.problem().isEmpty());
    Judgement judgement = Judgement.of(outcome);
    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryVerdict.VALID);
    assertThat(told)
        .filteredOn(each -> each.matches("hostile-.* sent [1-9].*"))
        .hasSizeGreaterThan(1);
  }

  private static FaultEvent fault(NemesisKind kind, double fromS, double untilS, int... nodes) {
    return new FaultEvent(
        kind, fromS, untilS, Arrays.stream(nodes).boxed().toList(), OptionalDouble.empty());
  }
}
