package org.medchain.claims.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.medchain.claims.watch.TrialWatch;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.execution.TrialListener;
import org.medchain.experiments.execution.TrialPool;
import org.medchain.simulation.observe.SimulationObserver;

/** Runs the trials of a config, several at once, with an observer for each. */
public final class ClaimTrials {
  /**
   * A trial that has ended.
   *
   * @param outcome its figures; empty where it broke and its observer explains that
   * @param observer what looked at it
   */
  public record ObservedTrial<T extends SimulationObserver>(
      Optional<TrialResult> outcome, T observer) {
    /** The figures of a trial that did not break. */
    public TrialResult result() {
      return outcome.orElseThrow();
    }
  }

  private ClaimTrials() {}

  /**
   * The trials of a config in the grid's order.
   *
   * @param looksOn makes what looks at a trial; called from the trial's thread
   */
  public static <T extends SimulationObserver> List<ObservedTrial<T>> observed(
      ClaimRun run, LoadedConfig config, Function<TrialCell, T> looksOn) throws Exception {
    TrialRunner runner = new TrialRunner(run.records(config));
    runner.check(config.experiment());
    Map<Integer, T> observers = new TreeMap<>();
    Map<Integer, ObservedTrial<T>> ended = new TreeMap<>();
    List<Throwable> failures = new ArrayList<>();
    List<TrialCell> cells = config.grid();
    TrialPool pool =
        new TrialPool(
            (cell, hook) -> {
              T observer = looksOn.apply(cell);
              synchronized (observers) {
                observers.put(cell.number(), observer);
              }
              return runner.run(cell, hook, observer);
            },
            Runtime.getRuntime().availableProcessors());
    pool.run(
        cells,
        new TrialListener() {
          @Override
          public void finished(TrialCell trial, TrialResult result, double costS) {
            end(trial, Optional.of(result));
          }

          private void end(TrialCell trial, Optional<TrialResult> outcome) {
            synchronized (observers) {
              ended.put(
                  trial.number(), new ObservedTrial<>(outcome, observers.get(trial.number())));
            }
            run.progress(config.experiment().name() + ": " + ended.size() + " of " + cells.size());
          }

          @Override
          public void failed(TrialCell trial, Throwable failure) {
            T observer;
            synchronized (observers) {
              observer = observers.get(trial.number());
            }
            if (observer instanceof TrialWatch watch && watch.explainsFailure()) {
              end(trial, Optional.empty());
              return;
            }
            failures.add(failure);
            throw new IllegalStateException("trial " + trial.number() + " failed", failure);
          }
        });
    if (!failures.isEmpty()) {
      throw new IllegalStateException("a trial failed", failures.getFirst());
    }
    return List.copyOf(ended.values());
  }
}
