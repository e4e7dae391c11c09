package org.medchain.experiments.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.comparison.SaturationSearch;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.execution.TrialListener;
import org.medchain.experiments.execution.TrialPool;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatPlan;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.StepsFile;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/**
 * Whether the cheapest trial of each cell of a simulated run gives its row and its histogram again
 * (RES-1). Of a search the step runs again whose row it has; what it decided before that follows
 * from the steps as they are in the table, so it has to ask for the same ones.
 */
final class RepeatedTrials implements TrialListener {
  private final RunFolder folder;
  private final List<TrialCell> grid;
  private final RepeatPlan plan;
  private final TrialFunction trials;
  private final Map<TrialCell, TrialRow> rows = new HashMap<>();
  private Map<Integer, List<SaturationStep>> searches = Map.of();
  private Optional<String> difference = Optional.empty();

  private RepeatedTrials(RunFolder folder, LoadedConfig config, TrialFunction trials) {
    this.folder = folder;
    this.grid = config.grid();
    this.plan = RepeatPlan.of(config);
    this.trials = trials;
  }

  /** The first difference that is found, in a few words; empty where there is none. */
  static Optional<String> difference(RunFolder folder, LoadedConfig config, TrialFunction trials)
      throws Exception {
    RepeatedTrials repeated = new RepeatedTrials(folder, config, trials);
    repeated.choose();
    if (repeated.difference.isEmpty()) {
      new TrialPool(repeated::again, Runtime.getRuntime().availableProcessors())
          .run(List.copyOf(repeated.rows.keySet()), repeated);
    }
    return repeated.difference;
  }

  private void choose() throws UserInputException {
    List<TrialRow> all = TrialsFile.read(folder.trials(), torn -> differs(torn));
    Map<Integer, TrialRow> known =
        all.stream().collect(Collectors.toMap(TrialRow::trial, row -> row));
    Set<Integer> wanted =
        plan.trials(known).stream().map(TrialCell::number).collect(Collectors.toSet());
    if (!known.keySet().equals(wanted)) {
      differs("it has " + all.size() + " of " + wanted.size() + " trials");
      return;
    }
    Map<GridCell, List<TrialRow>> cells =
        all.stream().collect(Collectors.groupingBy(TrialRow::cell));
    searches = StepsFile.read(folder.steps());
    for (List<TrialRow> repeats : cells.values()) {
      TrialRow cheapest =
          repeats.stream()
              .min(Comparator.comparingLong(row -> row.count(TrialColumn.MESSAGES_DELIVERED)))
              .orElseThrow();
      rows.put(grid.get(cheapest.trial() - 1), cheapest);
    }
  }

  private TrialResult again(TrialCell trial, TrialHook hook) {
    List<SaturationStep> told = searches.get(trial.number());
    return told == null
        ? trials.run(trial, hook)
        : SaturationSearch.run(
            trial,
            hook,
            (step, own) ->
                step.step() < told.size()
                    ? TrialResult.of(step, told.get(step.step() - 1))
                    : trials.run(step, own));
  }

  private void differs(String how) {
    difference = difference.or(() -> Optional.of(how));
  }

  @Override
  public void finished(TrialCell trial, TrialResult result, double costS)
      throws UserInputException {
    Optional<List<SaturationStep>> steps = result.saturation().map(SaturationOutcome::steps);
    if (!steps.equals(Optional.ofNullable(searches.get(trial.number())))) {
      differs("trial " + trial.number() + " takes other steps");
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
