package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.CpuConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LatencyPercentiles;
import org.medchain.comparison.metrics.LoadMetrics;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.comparison.metrics.SaturationStep.StepPurpose;
import org.medchain.comparison.metrics.Throughput;
import org.medchain.comparison.metrics.TrialOutcome;

/** CMP-52: the search finds the rate up to which a system keeps up, and says how it found it. */
@Tag("statistical")
class SaturationSearchTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private static SaturationConfig search(int steps, double latencyFactor) {
    return RecordCopy.of(SaturationConfig.defaults())
        .with("steps", OptionalInt.of(steps))
        .with("resolution", OptionalDouble.of(0.05))
        .with("windowS", OptionalDouble.of(2))
        .with("latencyFactor", OptionalDouble.of(latencyFactor))
        .with("shares", Optional.of(List.of(0.5, 1.0)))
        .made();
  }

  private static TrialCell cell(double firstTps, SaturationConfig search) {
    WorkloadConfig load = TestTrials.saturation(firstTps, search);
    return TestTrials.cell(
        ProtocolKind.PBFT, slow(TestTrials.config(4, FaultKind.CRASH, 0).with(load)));
  }

  /** Nodes that execute 50 requests a second at most. */
  private static ExperimentConfig slow(ExperimentConfig usual) {
    return RecordCopy.of(usual)
        .with("protocols", List.of(ProtocolKind.PBFT))
        .with("cpu", new CpuConfig(22, 48, 1, 5, 20_000))
        .made();
  }

  private static TrialResult search(double firstTps, int steps, SyntheticSystem system) {
    return SaturationSearch.run(cell(firstTps, search(steps, 1000)), TrialHook.NONE, system::run);
  }

  private static SaturationOutcome found(TrialResult result) {
    return result.saturation().orElseThrow();
  }

  @Property(seed = "611", tries = 100)
  void theBracketHoldsTheCapacity(@ForAll @DoubleRange(min = 3, max = 20_000) double capacityTps) {
    TrialResult result = search(1, 20, new SyntheticSystem(capacityTps, NEVER));
    SaturationOutcome found = found(result);
    double low = found.sustainedRateTps().orElseThrow();
    double high = found.unsustainedRateTps().orElseThrow();
    assertThat(high / low).isBetween(1.0, 1.0501);
    // Rates have four digits, and counts of requests are whole.
    assertThat(low).isLessThanOrEqualTo(capacityTps * 1.05);
    assertThat(high).isGreaterThanOrEqualTo(capacityTps * 0.95);
    assertThat(found.saturationTps().orElseThrow())
        .isCloseTo(capacityTps, within(1e-9 * capacityTps));
    assertThat(result.verdict()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.cell().config().workload().rateTps()).isEqualTo(low);
    assertThat(result.cell().config().workload().kind()).isEqualTo(LoadKind.OPEN);
  }

  @Test
  void stepsAreKeptInTheirOrder() {
    SaturationOutcome found = found(search(10, 20, new SyntheticSystem(100, NEVER)));
    List<SaturationStep> steps = found.steps();
    assertThat(steps.stream().map(SaturationStep::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, steps.size()).boxed().toList());
    assertThat(of(steps, StepPurpose.LADDER)).containsExactly(10.0, 20.0, 40.0, 80.0, 160.0);
    assertThat(of(steps, StepPurpose.BISECTION).getFirst()).isEqualTo(113.1);
    double highest = found.sustainedRateTps().orElseThrow();
    assertThat(of(steps, StepPurpose.SHARE).getFirst()).isCloseTo(highest / 2, within(0.05));
    assertThat(of(steps, StepPurpose.SHARE).getLast()).isEqualTo(highest);
    assertThat(steps.stream().filter(step -> step.purpose() == StepPurpose.SHARE))
        .extracting(SaturationStep::share)
        .containsExactly(OptionalDouble.of(0.5), OptionalDouble.of(1));
    double least = found.unsustainedRateTps().orElseThrow();
    assertThat(of(steps, StepPurpose.CONFIRMATION)).containsExactly(highest);
    assertThat(of(steps, StepPurpose.MEASUREMENT)).hasSize(8).containsOnly(least);
    assertThat(steps.get(4).reason()).contains("of 160 tx/s offered, 100 became final");
    assertThat(found.messages())
        .isEqualTo(steps.stream().mapToLong(step -> step.requests().submitted()).sum());
  }

  private static List<Double> of(List<SaturationStep> steps, StepPurpose purpose) {
    return steps.stream()
        .filter(step -> step.purpose() == purpose)
        .map(SaturationStep::rateTps)
        .toList();
  }

  /** A median of three times the first step's is reached at two thirds of the capacity. */
  @Test
  void latencyLimitsWhatIsSustained() {
    TrialCell cell = cell(1, search(20, 3));
    SyntheticSystem system = new SyntheticSystem(1000, NEVER);
    SaturationOutcome found = found(SaturationSearch.run(cell, TrialHook.NONE, system::run));
    assertThat(found.sustainedRateTps().orElseThrow()).isBetween(630.0, 668.0);
    assertThat(found.saturationTps()).isEqualTo(found.sustainedRateTps());
    assertThat(found.steps())
        .anySatisfy(step -> assertThat(step.reason().orElse("")).startsWith("the median of "));
  }

  /** Chance leaves a tenth of a short window's requests behind; four times as long tells. */
  @Test
  void aRateThatMissesNarrowlyIsLookedAtForLonger() {
    SyntheticSystem system = new SyntheticSystem(100, NEVER);
    TrialCell cell = cell(10, search(20, 1000));
    double usualS = cell.step(1, cell.config().workload().step(20)).timing().durationS();
    SaturationOutcome found =
        found(
            SaturationSearch.run(
                cell,
                TrialHook.NONE,
                (step, hook) -> {
                  boolean unlucky =
                      step.config().workload().rateTps() == 20
                          && step.timing().durationS() <= usualS;
                  return (unlucky ? new SyntheticSystem(18, NEVER) : system).run(step, hook);
                }));
    assertThat(of(found.steps(), StepPurpose.NARROW)).contains(20.0);
    assertThat(of(found.steps(), StepPurpose.LADDER))
        .containsExactly(10.0, 20.0, 40.0, 80.0, 160.0);
    assertThat(found.sustainedRateTps().orElseThrow()).isBetween(95.0, 105.0);
  }

  @Test
  void anOverloadedFirstStepContinuesDownwards() {
    TrialResult result = search(40, 20, new SyntheticSystem(5, NEVER));
    assertThat(of(found(result).steps(), StepPurpose.LADDER))
        .containsExactly(40.0, 20.0, 10.0, 5.0);
    assertThat(found(result).saturationTps().orElseThrow()).isCloseTo(5, within(1e-9));
    assertThat(result.verdict()).isEqualTo(TrialOutcome.PASS);
  }

  /** A load that is too much breaks no promise; a cell in which nothing becomes final does. */
  @Test
  void whatNoStepSustainsHasNoSaturation() {
    TrialResult overloaded = search(40, 2, new SyntheticSystem(5, NEVER));
    assertThat(of(found(overloaded).steps(), StepPurpose.LADDER)).containsExactly(40.0, 20.0);
    assertThat(found(overloaded).saturationTps()).isEmpty();
    assertThat(found(overloaded).sustainedRateTps()).isEmpty();
    assertThat(found(overloaded).unsustainedRateTps()).hasValue(20);
    assertThat(overloaded.verdict()).isEqualTo(TrialOutcome.PASS);
    assertThat(overloaded.reason().orElse(""))
        .isEqualTo("no saturation: no step is sustained: of 20 tx/s offered, 5 became final");
    TrialResult dead = search(40, 20, new SyntheticSystem(0, NEVER));
    assertThat(found(dead).steps()).hasSize(1);
    assertThat(dead.verdict()).isEqualTo(TrialOutcome.FAIL);
  }

  /** A rate over the capacity whose usual steps all have luck: the longer look is not lucky. */
  @Test
  void aLuckyPassIsLookedAtForLonger() {
    SyntheticSystem system = new SyntheticSystem(100, NEVER);
    TrialCell cell = cell(10, search(20, 1000));
    double usualS = cell.step(1, cell.config().workload().step(160)).timing().durationS();
    SaturationOutcome found =
        found(
            SaturationSearch.run(
                cell,
                TrialHook.NONE,
                (step, hook) -> {
                  boolean lucky =
                      step.config().workload().rateTps() == 160
                          && step.timing().durationS() <= usualS;
                  return (lucky ? new SyntheticSystem(161, NEVER) : system).run(step, hook);
                }));
    assertThat(of(found.steps(), StepPurpose.CONFIRMATION)).contains(160.0);
    assertThat(found.sustainedRateTps().orElseThrow()).isBetween(95.0, 105.3);
    assertThat(found.saturationTps().orElseThrow()).isLessThanOrEqualTo(100);
  }

  /** A queue that still fills gives less than a full one: PBFT's batches grow with it. */
  @Test
  void measurementsBeginWhenAUsualStepIsOver() {
    SyntheticSystem system = new SyntheticSystem(100, NEVER);
    TrialCell cell = cell(10, search(20, 1000));
    List<TrialCell> ran = new ArrayList<>();
    SaturationOutcome found =
        found(
            SaturationSearch.run(
                cell,
                TrialHook.NONE,
                (step, hook) -> {
                  ran.add(step);
                  return system.run(step, hook);
                }));
    double rateTps = found.unsustainedRateTps().orElseThrow();
    TrialTiming usual = cell.step(1, cell.config().workload().step(rateTps)).timing();
    assertThat(found.steps().stream().filter(step -> step.purpose() == StepPurpose.MEASUREMENT))
        .hasSize(8)
        .allSatisfy(
            step -> {
              TrialTiming timing = ran.get(step.number() - 1).timing();
              assertThat(timing.windowFromS()).isEqualTo(usual.durationS());
              assertThat(timing.windowS().orElseThrow())
                  .isCloseTo(usual.windowS().orElseThrow(), within(1e-9));
            });
  }

  @Test
  void aLadderThatEndsTooEarlySaysSo() {
    TrialResult result = search(1, 3, new SyntheticSystem(1000, NEVER));
    SaturationOutcome found = found(result);
    assertThat(found.saturationTps()).isEmpty();
    assertThat(found.sustainedRateTps()).hasValue(4);
    assertThat(found.unsustainedRateTps()).isEmpty();
    assertThat(TrialColumn.SATURATION_TPS.text(result)).isEmpty();
    assertThat(TrialColumn.STEPS.text(result)).isEqualTo("5");
    assertThat(result.reason()).contains("no saturation: all steps of the ladder are sustained");
  }

  /** No system is so fast that a step could not be simulated. */
  @Test
  void stepsThatWouldNotFitIntoMemoryAreNotRun() {
    TrialResult result = search(1, 100, new SyntheticSystem(NEVER, NEVER));
    assertThat(result.reason().orElse("")).contains("has too many requests");
  }

  /** An overloaded system may lose requests; it may not disagree. */
  @Test
  void aViolationAtAnyRateFailsTheTrial() {
    TrialResult result = search(10, 20, new SyntheticSystem(100, 150));
    assertThat(result.verdict()).isEqualTo(TrialOutcome.FAIL);
    assertThat(result.reason()).contains("2 agreement violations");
    assertThat(result.cell().config().workload().rateTps()).isEqualTo(160);
    assertThat(found(result).saturationTps()).isPresent();
    TrialResult overloaded = search(10, 20, new SyntheticSystem(100, NEVER));
    assertThat(overloaded.verdict()).isEqualTo(TrialOutcome.PASS);
  }

  @Test
  void otherLoadsAreRunAtOnce() {
    TrialCell open = TestTrials.cell(ProtocolKind.PBFT, TestTrials.config(4, FaultKind.CRASH, 0));
    TrialResult result =
        SaturationSearch.run(open, TrialHook.NONE, new SyntheticSystem(1, NEVER)::run);
    assertThat(result.saturation()).isEmpty();
    assertThat(result.messagesDelivered()).isEqualTo(result.costs().messages());
  }

  /** The real replicas: CMP-1 holds for a search too, and progress counts all steps. */
  @Test
  void aSearchOverReplicasIsAFunctionOfItsCell() {
    TrialCell cell = cell(8, search(8, 3));
    List<Long> seen = new ArrayList<>();
    TrialHook watching =
        new TrialHook() {
          @Override
          public boolean isCancelled() {
            return false;
          }

          @Override
          public void onProgress(double virtualS, long messages) {
            seen.add(messages);
          }
        };
    TrialResult one = TestTrials.RUNNER.run(cell, watching);
    SaturationOutcome found = found(one);
    // Nodes execute 50 requests a second, and need some time for everything else.
    assertThat(found.saturationTps().orElseThrow()).isBetween(20.0, 51.0);
    assertThat(found.unsustainedRateTps().orElseThrow()).isBetween(22.0, 64.0);
    assertThat(one.verdict()).as("%s", one.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(seen).isSorted();
    assertThat(seen.getLast()).isLessThanOrEqualTo(found.messages());
    assertThat(found(TestTrials.RUNNER.run(cell, TrialHook.NONE))).isEqualTo(found);
  }

  /**
   * A system of known capacity in place of a simulated one: latency grows as in a queue with one
   * server, and what is offered over the capacity never becomes final.
   */
  record SyntheticSystem(double capacityTps, double violatedFromTps) {
    private static final double SERVICE_MS = 100;
    private static final double WINDOW_S = 10;

    TrialResult run(TrialCell step, TrialHook hook) {
      double rateTps = step.config().workload().rateTps();
      double finalTps = Math.min(rateTps, capacityTps);
      long submitted = Math.round(rateTps * WINDOW_S);
      long committed = Math.round(finalTps * WINDOW_S);
      boolean overloaded = committed < submitted;
      double medianMs = SERVICE_MS / (1 - Math.min(0.999, rateTps / capacityTps));
      boolean violated = rateTps >= violatedFromTps;
      hook.onProgress(1, submitted);
      Throughput throughput = new Throughput(some(rateTps), some(finalTps), some(WINDOW_S));
      RequestCounts requests = new RequestCounts(submitted, committed, 0);
      return result(step, requests, throughput, medianMs, violated, violated || overloaded);
    }

    static TrialResult result(
        TrialCell step,
        RequestCounts requests,
        Throughput throughput,
        double medianMs,
        boolean violated,
        boolean failed) {
      LatencyPercentiles latency =
          new LatencyPercentiles(
              some(medianMs), some(2 * medianMs), some(3 * medianMs), some(4 * medianMs));
      OptionalLong none = OptionalLong.of(0);
      return RecordCopy.ofNothing(TrialResult.class)
          .with("cell", step)
          .with("byzantine", 0)
          .with("expectedLive", true)
          .with("requests", requests)
          .with(
              "load",
              new LoadMetrics(requests.submitted(), throughput, latency, OptionalDouble.empty()))
          .with(
              "costs",
              new ResourceCosts(
                  requests.submitted(), 100, some(0), OptionalDouble.empty(), Optional.empty()))
          .with("chain", ChainMetrics.ofFinality(OptionalLong.of(9), none, violated ? 2 : 0))
          .with("recovery", new RecoveryMetrics(0, none, none))
          .with("verdict", failed ? TrialOutcome.FAIL : TrialOutcome.PASS)
          .with("reason", violated ? Optional.of("2 agreement violations") : Optional.empty())
          .with("virtualS", WINDOW_S)
          .with("traceHash", "")
          .with("latency", new Histogram(3))
          .with("warmup", new Histogram(3))
          .made();
    }

    private static OptionalDouble some(double value) {
      return OptionalDouble.of(value);
    }
  }
}
