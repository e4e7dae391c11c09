package org.medchain.fhir.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.Medchain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /** The manifest of a run. */
  private JsonNode run(Path dataset, String name) throws IOException {
    Path config = root.resolve("c.yaml");
    Files.writeString(config, CONFIG.replace("DATASET", dataset.toString()));
    Path folder = root.resolve(name);
    assertThat(Medchain.commandLine().execute("run", config + "", "--out", folder + "")).isZero();
    assertThat(Files.readString(folder.resolve("trials.csv")).lines()).hasSize(2);
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("manifest.json")));
  }

  @Test
  void aFolderOfBundlesRunsAndAChangedBundleIsAnotherRun() throws IOException {
    Path own = Files.createDirectory(root.resolve("own"));
    Files.writeString(own.resolve("a.json"), bundle("anna", 1));
    Files.writeString(own.resolve("b.json"), bundle("ben", 2));
    String first = run(own, "first").path("code_hash").asString();
    // The run is of its bundles alone.
    Files.writeString(own.resolve("notes.txt"), "not read");
    assertThat(run(own, "same").path("code_hash").asString()).isEqualTo(first);
    Files.writeString(own.resolve("b.json"), bundle("carl", 2));
    assertThat(run(own, "other").path("code_hash").asString()).isNotEqualTo(first);
  }

  @Test
  void oneBundleIsADatasetToo() throws IOException {
    Path one = Files.writeString(root.resolve("one.json"), bundle("anna", 1));
    assertThat(run(one, "one").path("name").asString("own")).isEqualTo("own");
  }
}
