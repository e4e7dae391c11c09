package org.medchain.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;
import org.medchain.simulation.observe.Traffic;

/**
 * Runs trials over one dataset. A trial is a pure function of its cell, the dataset and the code
 * (CMP-1): no clock, no shared state, so any number may run at once in different threads.
 */
public final class TrialRunner {
  private static final double NS_PER_S = 1e9;
  private static final long NS_PER_US = 1000;

  private final SyntheticRecords records;

  /** A runner for the dataset that the configs name. */
  public TrialRunner(SyntheticRecords records) {
    this.records = records;
  }

  /**
   * Checks what only the dataset decides, before the first trial.
   *
   * @throws IllegalArgumentException beginning with the key that is wrong
   */
  public void check(ExperimentConfig config) {
    WorkloadPlan.check(config.workload(), records);
  }

  /**
   * Runs one trial, or step by step the search that it is.
   *
   * @throws TrialCancelled if the hook wanted it to stop
   */
  public TrialResult run(TrialCell cell, TrialHook hook) {
    return run(cell, hook, SimulationObserver.NONE);
  }

  /** The same under one more observer, which sees every event and cannot change the result. */
  public TrialResult run(TrialCell cell, TrialHook hook, SimulationObserver more) {
    return SaturationSearch.run(cell, hook, (step, own) -> simulate(step, own, more));
  }

  /**
   * The same events as a trial's without its observers, for measuring the simulator (SIM-41): there
   * is no row, and no search for saturation.
   *
   * @param only the observer instead; {@link SimulationObserver#NONE} observes nothing
   */
  public SimulationReport runUnobserved(TrialCell cell, SimulationObserver only) {
    return runUnobserved(cell, UnaryOperator.identity(), only);
  }

  /** The same under another load, made of the trial's own. */
  public SimulationReport runUnobserved(
      TrialCell cell, UnaryOperator<Load> other, SimulationObserver only) {
    TrialSetup prepared = TrialSetup.of(cell, records);
    return simulate(prepared, other.apply(prepared.load()), only);
  }

  private TrialResult simulate(TrialCell cell, TrialHook hook, SimulationObserver more) {
    TrialSetup prepared = TrialSetup.of(cell, records);
    TrialObservers watches = new TrialObservers(cell, prepared, hook);
    SimulationReport report =
        simulate(prepared, prepared.load(), SimulationObserver.all(List.of(watches.all(), more)));
    TrialResult result = prepared.withGame(result(cell, prepared, watches, report));
    return watches.day.map(day -> result.with(day.outcome())).orElse(result);
  }

  private static SimulationReport simulate(
      TrialSetup prepared, Load load, SimulationObserver observer) {
    return new Simulation(prepared.cluster(), prepared.environment(), load, observer)
        .run(ConfigDurations.secondsToNs(prepared.trial().timing().endS()));
  }

  private static TrialResult result(
      TrialCell cell, TrialSetup prepared, TrialObservers watches, SimulationReport report) {
    Traffic traffic = report.traffic();
    return prepared
        .trial()
        .result(
            new ProcessTrial.TrialObservations(
                watches.load,
                watches.load.latency(report.endNs() / NS_PER_US),
                new ResourceCosts(
                    traffic.messages(),
                    traffic.bytes(),
                    OptionalDouble.of(report.totalHashes()),
                    prepared.environment().host().cores().isPresent()
                        ? OptionalDouble.of((double) report.busyNs() / NS_PER_US)
                        : OptionalDouble.empty(),
                    Optional.empty()),
                chainFigures(cell, prepared, watches),
                new RecoveryMetrics(
                    report.recoveries().restarts(),
                    OptionalLong.of(watches.stateTransfers()),
                    OptionalLong.of(report.recoveries().snapshotsTaken())),
                watches.agreement.descriptions().stream().findFirst(),
                report.endNs() / NS_PER_S,
                watches.digest.hexDigest(),
                Optional.empty()));
  }

  private static ChainMetrics chainFigures(
      TrialCell cell, TrialSetup prepared, TrialObservers watches) {
    ChainObserver chain = watches.chain;
    boolean followed = chain.isObserving();
    OptionalLong blocks = followed ? OptionalLong.of(chain.height()) : OptionalLong.empty();
    if (cell.consensus().isFinal()) {
      return ChainMetrics.ofFinality(
          blocks,
          prepared.protocol().viewChanges(prepared.trial().standing().honest()),
          watches.violations());
    }
    int mined = chain.blocksMined();
    Set<Integer> byzantine = prepared.trial().faulty().byzantine();
    return new ChainMetrics(
        blocks,
        OptionalLong.empty(),
        followed ? OptionalLong.of(chain.staleBlocks()) : OptionalLong.empty(),
        followed && mined > 0
            ? OptionalDouble.of((double) chain.staleBlocks() / mined)
            : OptionalDouble.empty(),
        watches.violations(),
        OptionalInt.of(prepared.confirmations().count()),
        OptionalDouble.of(prepared.confirmations().reversalProbability()),
        byzantine.isEmpty() ? OptionalDouble.empty() : chain.shareOf(byzantine),
        // Under one difficulty nothing follows anything, and tables stay as they were (CMP-47).
        cell.config().pow().retarget() instanceof Retarget.Constant
            ? Optional.empty()
            : chain.lastQuarter());
  }
}
