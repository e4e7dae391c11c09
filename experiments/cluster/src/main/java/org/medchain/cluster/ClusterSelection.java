package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Option;

/**
 * Which cluster a command is about: the one that is named, else the only one that runs, else the
 * one that ran last.
 */
public final class ClusterSelection {
  /** Where clusters are, under the project's root. */
  private static final Path CLUSTERS = Path.of("results", "runs", "clusters");

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = {
        "The cluster's folder; unless given, the only one that runs, or the one that ran "
            + "last if none runs."
      })
  private Path folder;

  public ClusterSelection() {}

  /** The folder in which clusters are made whose folder is not named. */
  public static Path clusters() {
    return Path.of(System.getProperty("medchain.home", ""))
        .resolve(CLUSTERS)
        .toAbsolutePath()
        .normalize();
  }

  /** Its processes. */
  public LocalCluster cluster() throws UserInputException, IOException {
    return LocalCluster.of(place());
  }

  /**
   * The cluster's files, which need not be whole.
   *
   * @throws UserInputException if there is no such cluster, or several run and it is not said which
   */
  public ClusterFolder files() throws UserInputException, IOException {
    return ClusterFolder.existing(place().toAbsolutePath().normalize());
  }

  /** The folder, which may hold no cluster. */
  public Path place() throws UserInputException, IOException {
    return folder != null ? folder : RunningClusters.only(clusters());
  }
}
