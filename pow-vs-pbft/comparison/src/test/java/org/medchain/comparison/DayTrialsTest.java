package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RecordWords;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.StepOutcome;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.comparison.workload.CommittedDataset;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/** CMP-55: a day of visits over the real replicas and contracts, none lost. */
@Tag("statistical")
class DayTrialsTest {
  private static final TrialRunner RUNNER = new TrialRunner(CommittedDataset.records());

  private static WorkloadConfig day(double scale, double durationS) {
    WorkloadConfig open = TestTrials.open(1, 4, durationS);
    return RecordCopy.of(open)
        .with("kind", LoadKind.DAY)
        .with("drainS", OptionalDouble.of(4000))
        .with("scale", OptionalDouble.of(scale))
        .made();
  }

  private static ExperimentConfig config(double faultRate, double scale) {
    return TestTrials.config(4, FaultKind.CRASH, faultRate, day(scale, 10), Signatures.SYMBOLIC);
  }

  private static TrialResult run(ProtocolKind protocol, ExperimentConfig config) {
    return RUNNER.run(TestTrials.cell(protocol, config), TrialHook.NONE);
  }

  @ParameterizedTest
  @CsvSource({"PBFT, 0", "PBFT, 0.25", "POW, 0", "POW, 0.25"})
  void noStepIsLostOrRefused(ProtocolKind protocol, double faultRate) {
    TrialResult result = run(protocol, config(faultRate, 0.05));
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    DayOutcome day = result.day().orElseThrow();
    assertThat(day.steps().stream().map(StepOutcome::step))
        .containsExactly(
            "register", "upload", "entrust", "attest", "grant", "read", "locate", "visit");
    assertThat(day.lost()).isZero();
    assertThat(day.failure()).isEmpty();
    assertThat(day.planned()).isEqualTo(result.requests().submitted());
    assertThat(result.requests().refused()).isZero();
    long visits = day.of("visit").orElseThrow().planned();
    assertThat(visits).isPositive();
    assertThat(day.of("upload").orElseThrow().answered()).isEqualTo(visits);
    assertThat(day.of("entrust").orElseThrow().answered()).isEqualTo(3 * visits);
    assertThat(day.of("read").orElseThrow().latencyUs().getTotalCount()).isEqualTo(visits);
    // A visit lasts as long as its steps are apart at least: 6 of 288 parts of ten seconds.
    assertThat(day.of("visit").orElseThrow().p50Ms().orElseThrow())
        .isGreaterThan(10_000.0 * 6 / 288);
  }

  /** While a primary restarts nothing is answered; the steps come later, and count from then. */
  @Test
  void aStallDelaysTheDayAndLosesNothing() {
    PlannedFault stall = new Fault.Restart(List.of(0), 2, 6);
    ExperimentConfig usual = config(0, 0.1);
    ExperimentConfig stalled = TestTrials.config(usual, List.of(), List.of(stall));
    DayOutcome slow = run(ProtocolKind.PBFT, stalled).day().orElseThrow();
    DayOutcome quick = run(ProtocolKind.PBFT, usual).day().orElseThrow();
    assertThat(slow.lost()).isZero();
    assertThat(slow.of("visit").orElseThrow().p99Ms().orElseThrow())
        .isGreaterThan(2 * quick.of("visit").orElseThrow().p99Ms().orElseThrow());
  }

  /** Without a quorum nothing is answered: then all of the day is lost, and no verdict fails. */
  @Test
  void whatIsNotPromisedIsNoFailure() {
    TrialResult result = run(ProtocolKind.PBFT, config(0.5, 0.02));
    assertThat(result.verdict()).isEqualTo(TrialOutcome.PASS);
    DayOutcome day = result.day().orElseThrow();
    assertThat(day.lost()).isEqualTo(day.planned());
    assertThat(day.failure().orElseThrow()).contains("have no answer");
    assertThat(day.of("upload").orElseThrow().p50Ms()).isEmpty();
  }

  /** The verdict fails where progress is promised. */
  @Test
  void aLostStepFailsTheTrial() {
    TrialResult well = run(ProtocolKind.PBFT, config(0, 0.02));
    StepOutcome one = StepOutcome.of("upload", 2, 0, new long[] {5});
    TrialResult lost = well.with(new DayOutcome(List.of(one)));
    assertThat(lost.verdict()).isEqualTo(TrialOutcome.FAIL);
    assertThat(lost.reason()).contains("1 of 2 steps of the day have no answer");
    StepOutcome refused = StepOutcome.of("upload", 1, 1, new long[] {5});
    assertThat(well.with(new DayOutcome(List.of(refused))).reason())
        .contains("1 steps of the day were refused");
  }

  /** The same people, visits and times with sealed metadata; the chain has other bytes. */
  @Test
  void theDayIsTheSameWithSealedMetadata() {
    ExperimentConfig clear = config(0, 0.05);
    ExperimentConfig sealed = RecordCopy.with(clear, "metadata", Optional.of(RecordWords.SEALED));
    TrialResult open = run(ProtocolKind.PBFT, clear);
    TrialResult closed = run(ProtocolKind.PBFT, sealed);
    assertThat(closed.verdict()).as("%s", closed.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(closed.day().orElseThrow().planned()).isEqualTo(open.day().orElseThrow().planned());
    assertThat(closed.costs().bytes()).isGreaterThan(open.costs().bytes());
  }

  @Test
  void theSameCellGivesTheSameTrace() {
    TrialResult one = run(ProtocolKind.PBFT, config(0, 0.05));
    assertThat(run(ProtocolKind.PBFT, config(0, 0.05)).traceHash()).isEqualTo(one.traceHash());
    assertThat(TrialColumn.DAY_LOST.text(one)).isEqualTo("0");
    assertThat(TrialColumn.DAY_VISIT_P50_MS.number(one)).isNotEmpty();
    assertThat(Optional.of(one).flatMap(TrialResult::game)).isEmpty();
  }
}
