package org.medchain.cluster.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.client.record.DescribedVisit;
import org.medchain.comparison.workload.RecordTime;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import tools.jackson.databind.JsonNode;

/** A {@link DescribedVisit} as a patient writes it: as JSON or YAML with the published schema. */
public final class VisitFile {
  private static final ConfigSchema SCHEMA = ConfigSchema.of(YamlKind.VISIT, schemaText());

  private VisitFile() {}

  /** The schema as published. */
  static String schemaText() {
    return SchemaText.of(VisitFile.class, "visit-schema.json");
  }

  /**
   * Reads one.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static DescribedVisit read(Path file) throws UserInputException, IOException {
    JsonNode root = ValidatedYaml.read(file, SCHEMA).root();
    return new DescribedVisit(
        root.path("doctor").asString(""),
        root.path("type").asString(""),
        root.path("description").asString(""),
        time(file, root.path("made").asString("")),
        Hash.of(Bytes.of(Files.readAllBytes(file))));
  }

  private static long time(Path file, String text) throws UserInputException {
    return RecordTime.ms(text)
        .orElseThrow(
            () -> new UserInputException(file + ": made is '" + text + "'; " + RecordTime.ALLOWED));
  }
}
