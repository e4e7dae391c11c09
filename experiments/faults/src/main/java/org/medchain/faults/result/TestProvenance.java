package org.medchain.faults.result;

import java.nio.file.Path;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.Provenance;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where results come from.
 *
 * @param commandLine as typed
 * @param fields which code, in the words of every manifest; none where its sources are not known
 */
public record TestProvenance(String commandLine, ObjectNode fields) {
  private static final List<String> CODE =
      List.of(
          "pom.xml",
          "reference-node/core",
          "reference-node/adversary",
          "reference-node/simulation",
          "spec/trace",
          "reference-node/node",
          "reference-node/files",
          "reference-node/center",
          "reference-node/client",
          "reference-node/shell",
          "experiments/cli",
          "experiments/cluster",
          "experiments/history",
          "experiments/faults");

  /**
   * Of the sources in a folder.
   *
   * @param home the project's root, or what is taken for it
   */
  public static TestProvenance of(String commandLine, Path home) {
    try {
      return new TestProvenance(
          commandLine, Provenance.describe(home, CODE, CodeHash.of(home, CODE)));
    } catch (UserInputException e) {
      // Without sources the results say what was run and not from what.
      return new TestProvenance(commandLine, JsonNodeFactory.instance.objectNode());
    }
  }
}
