package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.CommandFixture.Ended;

/** CMP-56, EXP-8: a day of a reader's own FHIR bundles over real replicas, and its run's folder. */
@Tag("statistical")
class BundleRunTest {
  private static final String CONFIG =
      """
      name: own
      protocols: [pbft]
      nodes: [4]
      repeats: 1
      workload: {kind: day, dataset: DATASET, duration_s: 10, drain_s: 600}
      """;

  @TempDir Path root;

  private static String bundle(String patient, int encounter) {
    return """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": {"resourceType": "Encounter", "id": "eNUMBER",
            "subject": {"reference": "Patient/NAME"},
            "participant": [{"individual": {"reference": "Practitioner/bob"}}],
            "period": {"start": "2024-03-01T10:30:00Z"}, "type": [{"text": "Check up"}]}}]}
        """
        .replace("NUMBER", "" + encounter)
        .replace("NAME", patient);
  }

  private Ended run(String dataset) throws IOException {
    TrialRunner runner = new TrialRunner(SyntheticRecords.read(root.resolve(dataset)));
    CommandFixture command = new CommandFixture(root, runner::run);
    return command.run("run", command.config(CONFIG.replace("DATASET", dataset)).toString());
  }

  private List<String> runs() throws IOException {
    try (Stream<Path> runs = Files.list(root.resolve("results").resolve("runs"))) {
      return runs.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderOfBundlesRunsAndAChangedBundleIsAnotherRun() throws IOException {
    Path folder = Files.createDirectory(root.resolve("own"));
    Files.writeString(folder.resolve("a.json"), bundle("anna", 1));
    Files.writeString(folder.resolve("b.json"), bundle("ben", 2));
    Ended ended = run("own");
    assertThat(ended.complaints()).isEmpty();
    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("1 trial: 1 live as promised");
    List<String> first = runs();
    assertThat(first).hasSize(1);
    // The run is of its bundles alone.
    Files.writeString(folder.resolve("notes.txt"), "not read");
    assertThat(run("own").err()).contains("1 of 1 trials have a result already");
    assertThat(runs()).isEqualTo(first);
    Files.writeString(folder.resolve("b.json"), bundle("carl", 2));
    assertThat(run("own").code()).isZero();
    assertThat(runs()).hasSize(2).containsAll(first);
    Files.writeString(folder.resolve("c.json"), bundle("dora", 3));
    assertThat(run("own").code()).isZero();
    assertThat(runs()).hasSize(3);
  }

  @Test
  void oneBundleIsADatasetToo() throws IOException {
    Files.writeString(root.resolve("one.json"), bundle("anna", 1));
    Ended ended = run("one.json");
    assertThat(ended.complaints()).isEmpty();
    assertThat(ended.out()).contains("1 trial: 1 live as promised");
    Files.writeString(root.resolve("one.json"), bundle("ben", 1));
    assertThat(run("one.json").code()).isZero();
    assertThat(runs()).hasSize(2);
  }
}
