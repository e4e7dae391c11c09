package org.medchain.experiments.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.workload.SyntheticRecords;

/** The code that the trials of a config run, for {@link CodeHash} (EXP-8). */
public final class RunCode {
  /** What simulates, and what reads configs and writes results. */
  private static final List<String> SIMULATION =
      List.of(
          "pom.xml",
          "reference-node/core",
          "reference-node/adversary",
          "reference-node/simulation",
          "pow-vs-pbft/comparison",
          "experiments/cli");

  /** What processes are made of, besides. */
  private static final List<String> PROCESSES =
      List.of(
          "spec/trace",
          "reference-node/node",
          "reference-node/files",
          "reference-node/center",
          "reference-node/client",
          "reference-node/shell",
          "experiments/cluster");

  private RunCode() {}

  /**
   * Modules and files, from the project's root; the files that the data set is read from are the
   * last (CMP-56).
   *
   * @param home the project's root
   */
  public static List<String> of(Path home, ExperimentConfig config) {
    List<String> paths = new ArrayList<>(SIMULATION);
    if (config.host() != HostKind.SIMULATION) {
      paths.addAll(PROCESSES);
    }
    String dataset = config.workload().dataset();
    Path place = home.resolve(dataset);
    for (Path file : SyntheticRecords.files(place)) {
      // One bundle is a data set too.
      paths.add(file.equals(place) ? dataset : dataset + "/" + file.getFileName());
    }
    return List.copyOf(paths);
  }
}
