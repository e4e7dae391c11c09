package org.medchain.fhir.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.Medchain;

/** CMP-56, EXP-8: a day of a reader's own FHIR bundles over real replicas, and its run's folder. */
@Tag("statistical")
class BundleRunTest {
  private static final String CONFIG =
      """
      name: own
      protocols: [pbft]
      nodes: [4]
      repeats: 1
      workload: {kind: day, dataset: 'DATASET', duration_s: 10, drain_s: 600}
      """;

  @TempDir Path root;

  private static String bundle(String patient, int encounter) {
    return """
    {"resourceType": "Bundle", "type": "collection", "entry": [
      {"resource": {"resourceType": "Encounter", "id": "eNUMBER",
        "subject": {"reference": "Patient/NAME"},
        "participant": [{"individual": {"reference": "Practitioner/bob"}}],
        "period": {"start": "1958-03-01T10:30:00Z"}, "type": [{"text": "Check up"}]}}]}
    """
        .replace("NUMBER", "" + encounter)
        .replace("NAME", patient);
  }

  /** The folders of all runs after one more. */
  private List<String> run(Path dataset) throws IOException {
    Path config = root.resolve("c.yaml");
    Files.writeString(config, CONFIG.replace("DATASET", dataset.toString()));
    String runs = root.resolve("runs").toString();
    assertThat(Medchain.commandLine().execute("run", config.toString(), "--out", runs)).isZero();
    try (Stream<Path> made = Files.list(root.resolve("runs"))) {
      return made.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderOfBundlesRunsAndAChangedBundleIsAnotherRun() throws IOException {
    Path own = Files.createDirectory(root.resolve("own"));
    Files.writeString(own.resolve("a.json"), bundle("anna", 1));
    Files.writeString(own.resolve("b.json"), bundle("ben", 2));
    List<String> first = run(own);
    assertThat(first).hasSize(1);
    assertThat(Files.readString(root.resolve("runs").resolve(first.get(0)).resolve("trials.csv")))
        .hasLineCount(2);
    // The run is of its bundles alone.
    Files.writeString(own.resolve("notes.txt"), "not read");
    assertThat(run(own)).isEqualTo(first);
    Files.writeString(own.resolve("b.json"), bundle("carl", 2));
    assertThat(run(own)).hasSize(2).containsAll(first);
  }

  @Test
  void oneBundleIsADatasetToo() throws IOException {
    assertThat(run(Files.writeString(root.resolve("one.json"), bundle("anna", 1)))).hasSize(1);
  }
}
