package org.medchain.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** EXP-41: what stopped other systems, as configs, each with the outcome that it has here. */
@Tag("statistical")
class LivenessScenariosTest {
  private static final Path FOLDER = Repository.file("experiments/configs/liveness");

  static List<CSVRecord> expected() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(FOLDER.resolve("expected.csv"), UTF_8, format)) {
      return rows.getRecords();
    }
  }

  @Test
  void eachConfigHasItsOutcome() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(expected())
          .extracting(row -> row.get("scenario") + ".yaml")
          .containsExactlyElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml"))
                  .sorted()
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("expected")
  void aPublishedFaultHasTheOutcomeExpected(CSVRecord scenario, @TempDir Path root)
      throws Exception {
    Path data = Repository.file("datasets/synthea-sample");
    TrialRunner runner = new TrialRunner(SyntheticRecords.read(data));
    CommandFixture command = new CommandFixture(root, runner::run);
    Path config = FOLDER.resolve(scenario.get("scenario") + ".yaml");
    CommandFixture.Ended ended = command.run("run", config.toString());
    List<TrialRow> rows = WholeTrials.read(command.onlyRun().resolve("trials.csv"));
    String trials =
        rows.size() == 1 ? "1 trial: 1 " : rows.size() + " trials: " + rows.size() + " ";
    assertThat(ended.out()).contains(trials + scenario.get("outcome"));
    for (TrialRow row : rows) {
      assertThat(row.number(TrialColumn.VIEW_CHANGES).orElseThrow())
          .isBetween(
              Double.valueOf(scenario.get("least_view_changes")),
              scenario.get("most_view_changes").isEmpty()
                  ? Double.MAX_VALUE
                  : Double.valueOf(scenario.get("most_view_changes")));
    }
  }
}
