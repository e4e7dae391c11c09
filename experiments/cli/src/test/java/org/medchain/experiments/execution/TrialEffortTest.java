package org.medchain.experiments.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialEffort;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** EXP-44: what trials may cost, and their order. */
class TrialEffortTest {
  private static List<TrialCell> grid(String config) throws Exception {
    return LoadedConfig.read(
            Repository.file("experiments/configs/" + config + ".yaml"), ConfigOverrides.NONE)
        .grid();
  }

  /** Nodes, load, length, confirmations, crashes, attackers, votes of games, steps of searches. */
  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "saturation", "dishonest", "attack", "frontier"})
  void messagesAreThoseOfCommittedResults(String config) throws Exception {
    List<TrialCell> grid = grid(config);
    double sum = 0;
    double expected = 0;
    for (TrialRow row :
        TrialsFile.read(Repository.file("results/" + config + "/trials.csv"), torn -> {})) {
      double own = TrialEffort.of(grid.get(row.trial() - 1)).messages();
      long delivered = row.count(TrialColumn.MESSAGES_DELIVERED);
      assertThat(own / delivered).as("trial %d of %s", row.trial(), config).isBetween(0.4, 2.5);
      sum += delivered;
      expected += own;
    }
    assertThat(expected / sum).as(config).isBetween(0.9, 1.1);
  }

  @Test
  void theLongestTrialsStartFirst() throws Exception {
    List<TrialCell> grid = grid("quickstart");
    List<TrialCell> ordered = TrialEffort.longestFirst(grid);
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(grid);
    assertThat(ordered)
        .isSortedAccordingTo(
            Comparator.comparingDouble((TrialCell each) -> -TrialEffort.of(each).seconds())
                .thenComparingInt(TrialCell::number));
  }
}
