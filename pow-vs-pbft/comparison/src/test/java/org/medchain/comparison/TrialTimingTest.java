package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.FinalityConfig;
import org.medchain.comparison.config.PowConfig.HashShare;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.MeasurementWindow;

/** CMP-49: how long a load is follows from the time that finality takes in its cell. */
class TrialTimingTest {
  private static TrialTiming of(
      ProtocolKind protocol, int nodes, double rate, WorkloadConfig workload) {
    return of(protocol, nodes, FaultKind.CRASH, rate, workload);
  }

  private static TrialTiming of(
      ProtocolKind protocol, int nodes, FaultKind fault, double rate, WorkloadConfig workload) {
    ExperimentConfig usual = ExperimentConfig.of("x", List.of(protocol), List.of(nodes));
    TrialCell first = TrialGrid.of(usual.with(workload)).getFirst();
    return RecordCopy.of(first)
        .with("protocol", protocol)
        .with("fault", fault)
        .with("faultRate", rate)
        .made()
        .timing();
  }

  private static WorkloadConfig load(OptionalDouble warmupS, OptionalDouble durationS) {
    return WorkloadConfig.open(15, 8, durationS, warmupS, OptionalDouble.empty());
  }

  @Test
  void healthyPbftIsShort() {
    TrialTiming timing = of(ProtocolKind.PBFT, 4, 0, WorkloadConfig.defaults());
    // Six ways of 15 ms · e^(3.09 · 0.4) each, and 50 ms for a batch.
    assertThat(timing.settleS()).isCloseTo(6 * 0.05163 + 0.05, within(1e-3));
    assertThat(timing.warmupS()).isEqualTo(timing.settleS());
    assertThat(timing.durationS()).isEqualTo(timing.settleS() + 20);
    assertThat(timing.drainS()).isEqualTo(600);
    assertThat(timing.windowS().orElseThrow()).isCloseTo(20, within(1e-9));
    assertThat(timing.missingFigures()).isEmpty();
  }

  /** Of 31 nodes nine are crashed: four views in a row have a chance of a thousandth, five not. */
  @Test
  void pbftAllowsForTheViewsOfCrashedPrimaries() {
    double healthy = of(ProtocolKind.PBFT, 31, 0, WorkloadConfig.defaults()).settleS();
    double crashed = of(ProtocolKind.PBFT, 31, 0.3, WorkloadConfig.defaults()).settleS();
    assertThat(crashed - healthy).isCloseTo(2 + 4 + 8 + 16, within(1e-9));
    // f of 4 is 1, independent of crashes.
    assertThat(of(ProtocolKind.PBFT, 4, 0.5, WorkloadConfig.defaults()).settleS() - healthy)
        .isCloseTo(2, within(1e-9));
  }

  @Test
  void proofOfWorkFollowsItsConfirmationsAndTheMinersThatAreThere() {
    TrialTiming healthy = of(ProtocolKind.POW, 4, 0, WorkloadConfig.defaults());
    // 20 confirmations against a quarter of the hash power: Erlang's 99.9 % quantile is 36.7 means.
    assertThat(healthy.settleS()).isBetween(365.0, 372.0);
    assertThat(healthy.windowS().orElseThrow()).isGreaterThan(2 * healthy.settleS() - 1e-6);
    TrialTiming half = of(ProtocolKind.POW, 4, 0.5, WorkloadConfig.defaults());
    assertThat(half.settleS()).isBetween(2 * healthy.settleS() - 2, 2 * healthy.settleS());
  }

  /** 0.059 and thirteen times what is left over add up to 1.0000000000000002. */
  @Test
  void sharesThatAddUpToSlightlyMoreThanOneAreAll() {
    ExperimentConfig usual = ExperimentConfig.of("x", List.of(ProtocolKind.POW), List.of(14));
    ExperimentConfig uneven = usual.with(usual.pow().with(List.of(new HashShare(0, 0.059))));
    assertThat(TrialGrid.of(uneven).getFirst().timing())
        .isEqualTo(TrialGrid.of(usual).getFirst().timing());
  }

  @Test
  void shortLoadHasNoWindowAndReportsIt() {
    TrialTiming timing =
        of(ProtocolKind.POW, 4, 0, load(OptionalDouble.empty(), OptionalDouble.of(20)));
    assertThat(timing.windowS()).isEmpty();
    assertThat(timing.warmupS()).isZero();
    assertThat(timing.measurementWindow()).isEqualTo(MeasurementWindow.withoutWindow(0));
    assertThat(timing.missingFigures().orElse(""))
        .startsWith("no throughput and no 90th and 99th percentile: a load of 20 s has no steady");
  }

  /**
   * When an equivocator is found out is chance: a longer load makes its share of the tail smaller.
   */
  @Test
  void equivocatingPrimaryLeavesNoTail() {
    TrialTiming timing =
        of(ProtocolKind.PBFT, 4, FaultKind.EQUIVOCATION, 0.25, WorkloadConfig.defaults());
    assertThat(timing.windowS()).isPresent();
    assertThat(timing.measurementWindow().hasWindow()).isTrue();
    assertThat(timing.measurementWindow().tail()).isFalse();
    assertThat(timing.missingFigures().orElse(""))
        .startsWith("no 90th and 99th percentile: an equivocating primary is replaced once");
    assertThat(
            of(ProtocolKind.PBFT, 4, FaultKind.EQUIVOCATION, 0, WorkloadConfig.defaults())
                .measurementWindow()
                .tail())
        .isTrue();
    assertThat(
            of(ProtocolKind.SEALED, 4, FaultKind.EQUIVOCATION, 0.25, WorkloadConfig.defaults())
                .measurementWindow()
                .tail())
        .isTrue();
  }

  @Test
  void configuredTimesAreKept() {
    TrialTiming timing =
        of(ProtocolKind.PBFT, 4, 0, load(OptionalDouble.of(10), OptionalDouble.of(30)));
    assertThat(timing.warmupS()).isEqualTo(10);
    assertThat(timing.durationS()).isEqualTo(30);
    assertThat(timing.windowS()).hasValue(20);
    TrialTiming early =
        of(ProtocolKind.PBFT, 4, 0, load(OptionalDouble.of(0), OptionalDouble.of(30)));
    assertThat(early.warmupS()).isZero();
    assertThat(early.windowFromS()).isEqualTo(early.settleS());
  }

  /** CMP-52: windows of steps are shorter, and what overload left over is not worked off. */
  @Test
  void stepsOfASearchAreShort() {
    TrialTiming fast = of(ProtocolKind.PBFT, 4, 0, WorkloadConfig.defaults().step(1000));
    assertThat(fast.windowS().orElseThrow()).isCloseTo(5, within(1e-9));
    assertThat(fast.drainS()).isEqualTo(10);
    TrialTiming slow = of(ProtocolKind.PBFT, 4, 0, WorkloadConfig.defaults().step(4));
    assertThat(slow.windowS().orElseThrow()).isCloseTo(50, within(1e-9));
    TrialTiming pow = of(ProtocolKind.POW, 4, 0, WorkloadConfig.defaults().step(1000));
    // The number of 400 blocks varies by a twentieth, which is the criterion's margin.
    assertThat(pow.windowS().orElseThrow()).isCloseTo(400 * 10, within(1e-6));
    assertThat(pow.drainS()).isEqualTo(4 * pow.settleS());
  }

  @Test
  void repeatsOfACellAreEquallyLong() {
    ExperimentConfig usual =
        RecordCopy.with(
            ExperimentConfig.of("x", List.of(ProtocolKind.values()), List.of(7, 16)),
            "finality",
            new FinalityConfig(List.of(), List.of(0.01)));
    // Without faults PBFT, sealed or not, does not take longer with more nodes.
    assertThat(TrialGrid.of(usual).stream().map(TrialCell::timing).distinct()).hasSize(2 + 1 + 1);
  }
}
