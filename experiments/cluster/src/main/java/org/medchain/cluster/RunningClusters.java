package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.lifetime.ProcessTag.TaggedProcess;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessOutput;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.config.UserInputException;

/** Clusters that run on this machine, so that none loses sight of another (CLUSTER-14). */
public final class RunningClusters {
  private RunningClusters() {}

  /**
   * A cluster of which something runs.
   *
   * @param folder of it
   * @param processes how many run
   * @param home the root of the project that started it
   * @param owner the command that it ends with, while there is one
   */
  public record RunningCluster(
      Path folder, int processes, Optional<Path> home, Optional<Long> owner) {
    @Override
    public String toString() {
      return folder + " (" + processes + (processes == 1 ? " process)" : " processes)");
    }
  }

  /**
   * All of this machine, by their folders: those of processes that show it on their command lines,
   * and those in a folder of clusters.
   */
  public static List<RunningCluster> all(Path clusters) throws IOException {
    List<TaggedProcess> tagged = ProcessTag.all().toList();
    Map<Path, Set<ProcessHandle>> running = new TreeMap<>();
    for (TaggedProcess each : tagged) {
      for (Path folder : clusterOf(each.tag().folder()).stream().toList()) {
        running.computeIfAbsent(folder, key -> new HashSet<>()).add(each.process());
      }
    }
    for (Path folder : in(clusters)) {
      for (Path own : folders(new ClusterFolder(folder))) {
        RunningProcess.process(own)
            .ifPresent(each -> running.computeIfAbsent(folder, key -> new HashSet<>()).add(each));
      }
    }
    List<RunningCluster> all = new ArrayList<>();
    running.forEach(
        (folder, processes) -> {
          List<TaggedProcess> own =
              tagged.stream().filter(each -> processes.contains(each.process())).toList();
          all.add(
              new RunningCluster(
                  folder,
                  processes.size(),
                  own.stream().map(each -> each.tag().home()).findFirst(),
                  own.stream()
                      .filter(TaggedProcess::hasOwner)
                      .map(each -> each.tag().owner())
                      .findFirst()));
        });
    return all;
  }

  /** The cluster's folder above a process's own, {@code center} or {@code nodes/n0}. */
  private static Optional<Path> clusterOf(Path own) {
    Path parent = own.getParent();
    return Stream.of(parent, parent == null ? null : parent.getParent())
        .filter(each -> each != null && Files.exists(new ClusterFolder(each).genesisFile()))
        .findFirst();
  }

  /** Folders in one that hold a cluster, in their order. */
  public static List<Path> in(Path clusters) throws IOException {
    if (!Files.isDirectory(clusters)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(clusters)) {
      return all.filter(each -> Files.isRegularFile(new ClusterFolder(each).genesisFile()))
          .sorted()
          .toList();
    }
  }

  /** The folders of a cluster's processes. */
  public static List<Path> folders(ClusterFolder cluster) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(cluster.center()));
    if (Files.isDirectory(cluster.folder().resolve("nodes"))) {
      for (int i : cluster.nodeNumbers()) {
        folders.add(cluster.node(i));
      }
    }
    return folders;
  }

  /**
   * Those that a command may be about that names none: in the folder of clusters, or started from
   * this root and left by the command that did. What a test or a measurement has elsewhere is its
   * own affair.
   */
  public static List<RunningCluster> ofThisCheckout(Path clusters) throws IOException {
    Path home = ProcessTag.homeOfThis();
    return all(clusters).stream()
        .filter(
            each ->
                each.folder().startsWith(clusters)
                    || (each.owner().isEmpty() && each.home().filter(home::equals).isPresent()))
        .toList();
  }

  /**
   * The folder of the cluster that runs, if it is the only one; of the one that ran last, if none
   * runs.
   *
   * @param clusters where clusters are made whose folder is not named
   * @throws UserInputException if several run, or there is none
   */
  public static Path only(Path clusters) throws UserInputException, IOException {
    List<RunningCluster> running = ofThisCheckout(clusters.toAbsolutePath().normalize());
    if (running.size() > 1) {
      List<String> lines = new ArrayList<>(List.of("several clusters run; name one of them:"));
      running.forEach(each -> lines.add("  --folder " + each));
      throw new UserInputException(lines);
    }
    if (running.size() == 1) {
      return running.get(0).folder();
    }
    return in(clusters).stream()
        .filter(each -> Files.exists(output(each)))
        .max(Comparator.comparingLong(each -> output(each).toFile().lastModified()))
        .orElseThrow(
            () ->
                new UserInputException(
                    "no cluster was started yet: "
                        + clusters
                        + " has none; start one with 'medchain cluster up', or name a folder"));
  }

  /** Where the center's last words are. */
  private static Path output(Path cluster) {
    return new ClusterFolder(cluster).center().resolve(ProcessOutput.FILE);
  }
}
