package org.medchain.experiments.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/** The cells that decide answers from are what their configs give (BASE-12). */
class ChoosingCellsTest {
  @ParameterizedTest(name = "the cheapest trial of {0} gives its row again (BASE-12)")
  @CsvSource({"pbft-batches, choosing-pbft-batches"})
  void againGivesTheSame(String folder, String config) throws Exception {
    Path root = Repository.ROOT;
    TrialRow cheapest =
        TrialsFile.read(root.resolve("results/choosing/" + folder + "/trials.csv"), torn -> {})
            .stream()
            .min(Comparator.comparingLong(row -> row.count(TrialColumn.MESSAGES_DELIVERED)))
            .orElseThrow();
    LoadedConfig loaded =
        LoadedConfig.read(
            root.resolve("experiments/configs/" + config + ".yaml"), ConfigOverrides.NONE);
    TrialCell trial = loaded.grid().get(cheapest.trial() - 1);
    SyntheticRecords records =
        SyntheticRecords.read(root.resolve(loaded.experiment().workload().dataset()));
    TrialRow again = TrialRow.of(new TrialRunner(records).run(trial, TrialHook.NONE));
    assertThat(again).isEqualTo(cheapest);
  }

  @Test
  void allCellsLive() throws Exception {
    ChoiceCells cells = ChoiceCells.read(Repository.ROOT);
    assertThat(cells.rows().values())
        .allSatisfy(row -> assertThat(row.text(TrialColumn.VERDICT)).isEqualTo("pass"))
        .allSatisfy(row -> assertThat(row.count(TrialColumn.UNCOMMITTED)).isZero());
  }
}
