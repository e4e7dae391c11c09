package org.medchain.faults.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.Workload;
import org.medchain.faults.workload.Workloads;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.format.HistoryWriter;
import org.medchain.simulation.model.RandomStreams;

/** FAULT-1, FAULT-2, FAULT-6, FAULT-7, FAULT-8, FAULT-11 in the simulation. */
@Tag("statistical")
class SimulatedHostTest {
  private static final long S = 1_000_000_000L;
  private static final InterpreterSettings SETTINGS =
      new InterpreterSettings(5, S / 4, S, 20 * S, 23 * S, 30 * S);
  private static final SimulatedHost HOST = new SimulatedHost();

  private static HarnessTest test(String workload, long seed, List<FaultEvent> plan) {
    return new HarnessTest(
        seed,
        4,
        Workloads.of(workload).orElseThrow(),
        SETTINGS,
        plan,
        Path.of("unused"),
        what -> {});
  }

  private static List<FaultEvent> drawn(long seed) {
    UniformRandomProvider random = new RandomStreams(seed).stream("harness-plan", 0);
    return new FaultPlanner(HOST.possible(), 4, random).plan(20, 2);
  }

  private static Judgement judged(HarnessTest test) {
    return Judgement.of(HOST.run(test));
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "set", "append", "bank", "consent", "record"})
  void everyWorkloadIsValidUnderDrawnPlans(String workload) {
    for (long seed = 1; seed <= 4; seed++) {
      Judgement judgement = judged(test(workload, seed, drawn(seed)));
      assertThat(judgement.verdict())
          .as("%s, seed %d: %s", workload, seed, judgement.results())
          .isEqualTo(HistoryValidity.VALID);
      assertThat(judgement.history().operations().size()).isGreaterThan(40);
    }
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    String one = text(judged(test("register", 9, drawn(9))));
    assertThat(text(judged(test("register", 9, drawn(9))))).isEqualTo(one);
    assertThat(text(judged(test("register", 10, drawn(9))))).isNotEqualTo(one);
  }

  private static String text(Judgement judgement) {
    return HistoryWriter.write(judgement.history().events());
  }

  /**
   * FAULT-7: without a quorum calls are given up, and their workers continue as other processes.
   */
  @Test
  void callsWithoutAQuorumAreUnknown() {
    FaultEvent halves =
        new FaultEvent(NemesisKind.PARTITION_HALVES, 3, 15, List.of(0, 1), OptionalDouble.empty());
    Judgement judgement = judged(test("register", 5, List.of(halves)));
    assertThat(judgement.verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(judgement.history().operations().stream().filter(each -> each.isOpen()).count())
        .isGreaterThan(20);
    assertThat(judgement.history().events())
        .anyMatch(each -> each.isNemesis() && each.f().equals("start-partition-halves"))
        .anyMatch(each -> !each.isNemesis() && each.process() >= 5);
  }

  /**
   * FAULT-24: a workload's first calls are over before the load and its faults begin: a fault at 0
   * s hits none of them, and calls of the load begin at 0 s.
   */
  @ParameterizedTest
  @ValueSource(strings = {"bank", "consent"})
  void faultsBeginAfterTheFirstCalls(String workload) {
    FaultEvent halves =
        new FaultEvent(NemesisKind.PARTITION_HALVES, 0, 5, List.of(0, 1), OptionalDouble.empty());
    HarnessTest test = test(workload, 3, List.of(halves));
    assertThat(SimulatedHost.beginNs(test)).isPositive();
    HostOutcome outcome = HOST.run(test);
    assertThat(outcome.first())
        .isNotEmpty()
        .allMatch(each -> each.endedNs() <= SimulatedHost.beginNs(test));
    assertThat(outcome.calls()).allMatch(each -> each.invokedNs() >= 0);
    assertThat(outcome.calls())
        .filteredOn(each -> each.endedNs() < 4 * S && !each.call().unordered())
        .hasSizeGreaterThan(3)
        .allMatch(each -> each.answer().isEmpty());
  }

  /** FAULT-11: a cluster that is never healed is not live. */
  @Test
  void noAnswerAfterTheHealIsInvalid() {
    HarnessTest test = test("register", 5, List.of());
    FaultEvent halves =
        new FaultEvent(
            NemesisKind.PARTITION_HALVES, 3, 1_000, List.of(0, 1), OptionalDouble.empty());
    Judgement judgement = judged(test.with(List.of(halves)));
    assertThat(judgement.verdict()).isEqualTo(HistoryValidity.INVALID);
    assertThat(judgement.results().get(2).findings())
        .anyMatch(each -> each.name().equals("no answer after the heal"));
  }

  @Test
  void workloadsHaveDifferentNames() {
    assertThat(Workloads.all()).extracting(Workload::name).doesNotHaveDuplicates().hasSize(6);
  }
}
