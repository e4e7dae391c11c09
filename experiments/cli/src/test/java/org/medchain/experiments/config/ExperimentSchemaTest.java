package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** EXP-5: the published schema is that of the config records; {@code -Drewrite} writes it. */
class ExperimentSchemaTest {
  private static final Path FILE =
      Repository.file(
          "experiments/cli/src/main/resources/org/medchain/experiments/config/experiment.json");

  @Test
  void itIsTheRecords() throws IOException {
    String schema = RecordSchema.make().toPrettyString() + "\n";
    if (System.getProperty("rewrite") != null) {
      Files.writeString(FILE, schema);
    }
    assertThat(Files.readString(FILE)).isEqualTo(schema);
  }
}
