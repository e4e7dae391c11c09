package org.medchain.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.checkout.Repository;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;

/** Configs of the tests, over the committed records. */
final class WorkFixture {
  static final Path INDEX =
      Repository.file("datasets/synthea-sample").resolve(SyntheticRecords.INDEX);

  /** Two short trials. */
  static final String SMALL =
      """
      name: small
      protocols: [pbft, pow]
      nodes: [4]
      repeats: 1
      workload: {rate_tps: 5, duration_s: 2, warmup_s: 1, drain_s: 600}
      """;

  private WorkFixture() {}

  static LoadedConfig load(Path folder, String yaml) throws Exception {
    return LoadedConfig.read(write(folder, yaml), ConfigOverrides.NONE);
  }

  static Path write(Path folder, String yaml) throws IOException {
    return Files.writeString(folder.resolve("c.yaml"), yaml);
  }
}
