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
 *
 * @param runner of trials
 * @param protocols each with every number of nodes
 * @param nodes numbers of nodes
 * @param rounds in which all trials are measured in turn
 * @param messages that a trial delivers, about, where a thousand heights are not fewer
 * @param sweepS CPU seconds that a longer trial of the sweep over heights may take; 0 for no sweep
 * @param yardstick of the machine
 * @param progress gets a line at each step
 */
record SimulatorBenchmark(
    TrialRunner runner,
    List<ProtocolKind> protocols,
    List<Integer> nodes,
    int rounds,
    long messages,
    double sweepS,
    Yardstick yardstick,
    Consumer<String> progress) {
  /** What warms the code up has this share of the measured messages. */
  private static final int WARMER = 4;

  /** Longer trials show nothing more, except for the sweep over heights. */
  private static final int MAX_HEIGHTS = 1000;

  /** From one trial of the sweep over heights to the next. */
  private static final int SWEEP_STEP = 10;

  private static final int SWEEP_NODES = 10;
  private static final int SWEEP_HEIGHTS = 1_000_000;
  private static final double NS_PER_S = 1e9;

  /** What the rounds of one trial cost, without observers and with all of them. */
  private record BenchedRounds(List<TrialCost> bare, List<TrialCost> observed, long events) {}

  /** The trials with about this number of messages each. */
  private List<BenchedTrial> trials(long messagesEach) {
    return nodes.stream()
        .flatMap(
            count ->
                protocols.stream()
                    .map(each -> BenchedTrial.bounded(each, count, messagesEach, MAX_HEIGHTS)))
        .toList();
  }

  /** Measures all of them. */
  SimulatorTable run() {
    progress.accept("warming up");
    trials(messages / WARMER).forEach(this::measure);
    Map<BenchedTrial, BenchedRounds> measured = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      progress.accept("round " + round + " of " + rounds);
      for (BenchedTrial trial : trials(messages)) {
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
    BenchedRounds bare = measureBare(trial);
    TrialCost first = bare.bare().getFirst();
    CpuMeter meter = CpuMeter.start();
    TrialResult result = runner.run(trial.cell(), TrialHook.NONE);
    bare.observed().add(TrialCost.of(result.messagesDelivered(), meter, first.yardstickNs()));
    if (result.messagesDelivered() != first.messages()) {
      throw new IllegalStateException(trial + ": observed, it is another run");
    }
    return bare;
  }

  private BenchedRounds measureBare(BenchedTrial trial) {
    long yardstickNs = yardstick.measureNs();
    CpuMeter meter = CpuMeter.start();
    SimulationReport report = runner.runUnobserved(trial.cell(), SimulationObserver.NONE);
    TrialCost cost = TrialCost.of(report.traffic().messages(), meter, yardstickNs);
    return new BenchedRounds(new ArrayList<>(List.of(cost)), new ArrayList<>(), report.events());
  }

  /** Longer and longer trials of PBFT, as long as the next one is likely to keep to its time. */
  private List<SimulatorFigure> sweep() {
    List<SimulatorFigure> figures = new ArrayList<>();
    double expectedS = 0;
    for (int heights = MAX_HEIGHTS * SWEEP_STEP;
        heights <= SWEEP_HEIGHTS && expectedS < sweepS;
        heights *= SWEEP_STEP) {
      progress.accept("sweep: " + heights + " heights");
      BenchedTrial trial = new BenchedTrial(ProtocolKind.PBFT, SWEEP_NODES, heights);
      BenchedRounds bare = measureBare(trial);
      TrialCost cost = bare.bare().getFirst();
      figures.add(SimulatorFigure.of(trial, false, bare.events(), bare.bare()));
      expectedS = SWEEP_STEP * cost.cpuNs() / NS_PER_S;
    }
    return figures;
  }
}
