package org.medchain.measurements;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/**
 * Measures trials in this thread, all of them in turn in each of several rounds, so that an hour in
 * which the machine is busy meets all alike (SIM-41).
 */
final class SimulatorBenchmark {
  /** What warms the code up has this share of the measured messages. */
  private static final int WARMER = 4;

  /** From one trial of the sweep over heights to the next. */
  private static final int SWEEP_STEP = 10;

  private static final int SWEEP_NODES = 10;
  private static final int SWEEP_HEIGHTS = 1_000_000;
  private static final double NS_PER_S = 1e9;

  private final TrialRunner runner;
  private final SimulatorPlan plan;
  private final Consumer<String> progress;
  private final Yardstick yardstick = new Yardstick();

  /**
   * A benchmark.
   *
   * @param runner of trials
   * @param plan what is measured
   * @param progress gets a line at each step
   */
  SimulatorBenchmark(TrialRunner runner, SimulatorPlan plan, Consumer<String> progress) {
    this.runner = runner;
    this.plan = plan;
    this.progress = progress;
  }

  /** What the rounds of one trial cost, without observers and with all of them. */
  private record BenchedRounds(List<TrialCost> bare, List<TrialCost> observed, long events) {}

  /** Measures all of the plan. */
  SimulatorTable run() {
    progress.accept("warming up");
    plan.trials(plan.messages() / WARMER).forEach(this::measure);
    Map<BenchedTrial, BenchedRounds> measured = new LinkedHashMap<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.accept("round " + round + " of " + plan.rounds());
      for (BenchedTrial trial : plan.trials(plan.messages())) {
        BenchedRounds one = measure(trial);
        BenchedRounds all = measured.putIfAbsent(trial, one);
        if (all != null) {
          all.bare().addAll(one.bare());
          all.observed().addAll(one.observed());
        }
      }
    }
    List<SimulatorFigure> figures = new ArrayList<>();
    measured.forEach(
        (trial, rounds) -> {
          figures.add(SimulatorFigure.of(trial, false, rounds.events(), rounds.bare()));
          figures.add(SimulatorFigure.of(trial, true, rounds.events(), rounds.observed()));
        });
    figures.addAll(sweep());
    return new SimulatorTable(figures);
  }

  /**
   * One run of each.
   *
   * @throws IllegalStateException if observers change what is delivered
   */
  private BenchedRounds measure(BenchedTrial trial) {
    long yardstickNs = yardstick.measureNs();
    CpuMeter bareMeter = CpuMeter.start();
    SimulationReport report = runner.runUnobserved(trial.cell(), SimulationObserver.NONE);
    long messages = report.traffic().messages();
    TrialCost bare = TrialCost.of(messages, bareMeter, yardstickNs);
    CpuMeter observedMeter = CpuMeter.start();
    TrialResult result = runner.run(trial.cell(), TrialHook.NONE);
    TrialCost observed = TrialCost.of(result.messagesDelivered(), observedMeter, yardstickNs);
    if (observed.messages() != messages) {
      throw new IllegalStateException(trial + ": observed, it is another run");
    }
    return new BenchedRounds(
        new ArrayList<>(List.of(bare)), new ArrayList<>(List.of(observed)), report.events());
  }

  /** Longer and longer trials of PBFT, as long as the next one is likely to keep to its time. */
  private List<SimulatorFigure> sweep() {
    List<SimulatorFigure> figures = new ArrayList<>();
    double expectedS = 0;
    for (int heights = SimulatorPlan.MAX_HEIGHTS * SWEEP_STEP;
        heights <= SWEEP_HEIGHTS && expectedS < plan.sweepS();
        heights *= SWEEP_STEP) {
      progress.accept("sweep: " + heights + " heights");
      BenchedTrial trial = new BenchedTrial(ProtocolKind.PBFT, SWEEP_NODES, heights);
      long yardstickNs = yardstick.measureNs();
      CpuMeter meter = CpuMeter.start();
      SimulationReport report = runner.runUnobserved(trial.cell(), SimulationObserver.NONE);
      TrialCost cost = TrialCost.of(report.traffic().messages(), meter, yardstickNs);
      figures.add(SimulatorFigure.of(trial, false, report.events(), List.of(cost)));
      expectedS = SWEEP_STEP * cost.cpuNs() / NS_PER_S;
    }
    return figures;
  }
}
