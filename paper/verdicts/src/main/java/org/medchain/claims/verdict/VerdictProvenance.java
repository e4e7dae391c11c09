package org.medchain.claims.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.Provenance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where verdicts come from: {@code run.json} beside their table.
 *
 * @param commit that was checked out; empty outside a repository
 * @param size of the run
 * @param seed of all that was drawn
 */
public record VerdictProvenance(String commit, String size, long seed) {
  private static final String FILE = "run.json";

  /**
   * Writes it.
   *
   * @param replaced settings and thresholds that were not those of the files
   */
  public static void write(
      Path folder, Path projectRoot, String size, long seed, Map<String, ?> replaced)
      throws IOException {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    JsonNode code = Provenance.describe(projectRoot, List.of("paper"), "");
    json.put("commit", code.path("commit").asString(""));
    json.put("size", size);
    json.put("seed", seed);
    ObjectNode others = json.putObject("replaced");
    replaced.forEach((key, value) -> others.put(key, String.valueOf(value)));
    Files.createDirectories(folder);
    AtomicFile.write(
        folder.resolve(FILE),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  /**
   * Reads it.
   *
   * @throws UserInputException if it is not there, or something else
   */
  public static VerdictProvenance read(Path folder) throws UserInputException {
    Path file = folder.resolve(FILE);
    try {
      JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
      return new VerdictProvenance(
          json.path("commit").asString(""),
          json.path("size").asString(""),
          json.path("seed").asLong(-1));
    } catch (IOException | JacksonException e) {
      throw new UserInputException(file + ": cannot be read as JSON");
    }
  }
}
