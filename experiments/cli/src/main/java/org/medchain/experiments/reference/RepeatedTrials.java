package org.medchain.experiments.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.comparison.metrics.SaturationStep.StepPurpose;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.execution.TrialPool;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.StepsFile;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/**
 * Whether the cheapest trial of each cell of a simulated run gives its row and its histogram again;
 * of a search, the cheapest of the steps that follow it (RES-1).
 */
final class RepeatedTrials implements TrialPool.TrialListener {
  private final RunFolder folder;
  private final List<TrialCell> grid;
  private final Map<TrialCell, TrialRow> rows = new HashMap<>();
  private final Map<TrialCell, SaturationStep> steps = new HashMap<>();
  private Optional<String> difference = Optional.empty();

  private RepeatedTrials(RunFolder folder, List<TrialCell> grid) {
    this.folder = folder;
    this.grid = grid;
  }

  /** The first difference that is found, in a few words; empty where there is none. */
  static Optional<String> difference(RunFolder folder, List<TrialCell> grid, TrialFunction trials)
      throws Exception {
    RepeatedTrials repeated = new RepeatedTrials(folder, grid);
    repeated.choose();
    if (repeated.difference.isEmpty()) {
      List<TrialCell> chosen =
          List.copyOf(repeated.steps.isEmpty() ? repeated.rows.keySet() : repeated.steps.keySet());
      new TrialPool(trials, Runtime.getRuntime().availableProcessors()).run(chosen, repeated);
    }
    return repeated.difference;
  }

  private void choose() throws UserInputException {
    List<TrialRow> all = TrialsFile.read(folder.trials(), torn -> differs(torn));
    if (all.size() != grid.size()) {
      differs("it has " + all.size() + " of " + grid.size() + " trials");
      return;
    }
    Map<GridCell, List<TrialRow>> cells =
        all.stream().collect(Collectors.groupingBy(TrialRow::cell));
    Map<Integer, List<SaturationStep>> searches = StepsFile.ifThere(folder.steps());
    for (List<TrialRow> repeats : cells.values()) {
      TrialRow cheapest =
          repeats.stream()
              .min(Comparator.comparingLong(row -> row.count(TrialColumn.MESSAGES_DELIVERED)))
              .orElseThrow();
      TrialCell trial = grid.get(cheapest.trial() - 1);
      rows.put(trial, cheapest);
      searches.getOrDefault(cheapest.trial(), List.of()).stream()
          .filter(step -> step.number() == 1 || isOfUsualLength(step.purpose()))
          .min(Comparator.comparingLong(SaturationStep::messages))
          .ifPresent(step -> steps.put(step(trial, step), step));
    }
  }

  private static TrialCell step(TrialCell trial, SaturationStep step) {
    return trial.step(step.number(), trial.config().workload().step(step.rateTps()));
  }

  private static boolean isOfUsualLength(StepPurpose purpose) {
    return purpose == StepPurpose.SHARE || purpose == StepPurpose.MEASUREMENT;
  }

  private void differs(String how) {
    difference = difference.or(() -> Optional.of(how));
  }

  @Override
  public void finished(TrialCell trial, TrialResult result) throws UserInputException {
    SaturationStep step = steps.get(trial);
    if (step != null) {
      if (!step.traceHash().equals(result.traceHash())
          || !step.requests().equals(result.requests())
          || !step.throughput().equals(result.load().throughput())
          || !step.latency().equals(result.load().percentiles())) {
        differs("trial " + trial.number() + ", step " + trial.step() + " gives another row");
      }
    } else if (!TrialRow.of(result).equals(rows.get(trial))) {
      differs("trial " + trial.number() + " gives another row");
    } else if (!folder.latencies(trial.number()).equals(result.latency())) {
      differs("trial " + trial.number() + " gives another histogram");
    }
  }

  @Override
  public void failed(TrialCell trial, Throwable failure) {
    differs("trial " + trial.number() + " ends without a result");
  }
}
