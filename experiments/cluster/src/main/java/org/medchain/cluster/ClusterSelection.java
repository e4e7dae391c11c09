package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Option;

/** Which cluster a command is about: the one that was started last, unless one is named. */
final class ClusterSelection {
  /** Where clusters are, under the project's root. */
  private static final Path CLUSTERS = Path.of("results", "runs", "clusters");

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "The cluster's folder; the one that was started last unless given.")
  private Path folder;

  /** The folder in which clusters are made whose folder is not named. */
  static Path clusters() {
    return Path.of(System.getProperty("medchain.home", "")).resolve(CLUSTERS).toAbsolutePath();
  }

  LocalCluster cluster() throws UserInputException, IOException {
    return LocalCluster.of(place());
  }

  /** The cluster's files, which need not be whole. */
  ClusterFolder files() throws UserInputException, IOException {
    ClusterFolder files = new ClusterFolder(place().toAbsolutePath().normalize());
    if (!Files.isRegularFile(files.genesisFile())) {
      throw new UserInputException(
          files.folder() + ": not a cluster's folder: it has no genesis.bin");
    }
    return files;
  }

  /** The folder, which may hold no cluster. */
  Path place() throws UserInputException, IOException {
    if (folder != null) {
      return folder;
    }
    Path clusters = clusters();
    return ClusterFile.lastStarted(clusters)
        .orElseThrow(
            () ->
                new UserInputException(
                    "no cluster was started yet: "
                        + clusters
                        + " has none; start one with 'medchain cluster up', or name a folder"
                        + " with --folder"));
  }
}
