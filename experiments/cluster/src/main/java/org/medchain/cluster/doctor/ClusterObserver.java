package org.medchain.cluster.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.GoneNodes;
import org.medchain.cluster.local.ProcessOutput;
import org.medchain.contract.Genesis;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;

/** Looks at a cluster on this machine from outside, and changes nothing (CLUSTER-17). */
public final class ClusterObserver {
  /** In a cluster's folder while a recovery from fewer than a quorum waits to be put in place. */
  public static final String RECOVERY = "recovery";

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);
  private static final long LITTLE_SPACE_BYTES = 1L << 30;
  private static final double LITTLE_SPACE = 0.05;

  private final ClusterFolder cluster;
  private final InstantSource clock;

  /**
   * Of the cluster in a folder, if there is one.
   *
   * @param clock of this machine
   */
  public ClusterObserver(ClusterFolder cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /** What is wrong with it, and the commands that mend it; nothing if all is well. */
  public List<ClusterFinding> findings() throws IOException, InterruptedException {
    return Files.isDirectory(cluster.folder().resolve(RECOVERY))
        ? Diagnosis.recovery(cluster.folder(), "cluster_recovery_interrupted")
        : Diagnosis.of(observe());
  }

  /** Which members are lost, as {@link #findings} counts them. */
  public LostMembers lostMembers() throws IOException, InterruptedException {
    return Diagnosis.lost(observe());
  }

  ClusterObservation observe() throws IOException, InterruptedException {
    Optional<Genesis> genesis = Optional.empty();
    String problem =
        Files.exists(cluster.folder()) && !Files.isDirectory(cluster.folder())
            ? "no cluster is here: this is a file"
            : "no cluster is here: " + cluster.genesisFile() + " is missing";
    if (Files.isRegularFile(cluster.genesisFile())) {
      try {
        genesis = Optional.of(cluster.genesis());
      } catch (UserInputException e) {
        problem = e.getMessage();
      } catch (IOException e) {
        problem = cluster.genesisFile() + " cannot be read: " + e.getMessage();
      }
    }
    if (genesis.isEmpty()) {
      ClusterFinding none =
          ClusterFinding.of(cluster.folder(), cluster.folder(), "no_cluster", problem);
      return new ClusterObservation(cluster.folder(), List.of(none), List.of(), clock.instant(), 0);
    }
    List<ProcessObservation> processes = new ArrayList<>();
    try (AdminClient admin = new AdminClient();
        MemberObserver members = new MemberObserver(cluster, genesis.get())) {
      FileObserver files = new FileObserver(cluster, members::take, clock.instant());
      processes.add(process(cluster.center(), cluster.centerFile(), files, members, admin));
      for (Path node : nodes()) {
        processes.add(process(node, node.resolve("node.yaml"), files, members, admin));
      }
      processes.replaceAll(each -> each.isNode() ? each.as(members.role(each)) : each);
    }
    long interval =
        FileObserver.config(cluster.centerFile())
            .map(NodeConfig::consensus)
            .orElse(ConsensusConfig.defaults())
            .checkpointInterval();
    return new ClusterObservation(
        cluster.folder(),
        machine(newest(Instant.ofEpochMilli(genesis.get().terms().timestampMs()))),
        processes,
        clock.instant(),
        genesis.get().terms().window() + interval);
  }

  /** The nodes' folders, which may lack files; those that are gone last. */
  private List<Path> nodes() throws IOException {
    Path nodes = cluster.folder().resolve("nodes");
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(nodes)) {
      try (Stream<Path> found = Files.list(nodes)) {
        found.filter(Files::isDirectory).sorted().forEach(all::add);
      }
    }
    try {
      GoneNodes.of(cluster).keySet().stream()
          .map(nodes::resolve)
          .filter(each -> !all.contains(each)) // an emptied folder has no config either
          .forEach(all::add);
    } catch (UserInputException | IOException e) {
      return all; // what cannot be read has a finding of its own
    }
    return all;
  }

  private ProcessObservation process(
      Path folder, Path configFile, FileObserver files, MemberObserver members, AdminClient admin)
      throws IOException, InterruptedException {
    String name = folder.getFileName().toString();
    boolean isNode = !name.equals("center");
    Optional<NodeConfig> config = FileObserver.config(configFile);
    List<SeenFault> faults = new ArrayList<>(files.faults(folder, configFile, isNode));
    ClusterMember member =
        new ClusterMember(name, isNode ? "member" : "center", "", folder, configFile);
    RunState run = RunObserver.observe(member, config, clock.instant(), faults);
    boolean still =
        run == RunState.ENDED
            && faults.stream().noneMatch(each -> each.kind().equals(RunObserver.UNKNOWN));
    String lastWords = still ? ProcessOutput.lastWords(folder) : "";
    MemberState state = MemberState.observe(member, run, admin, lastWords);
    if (isNode && state.status().isPresent()) {
      members.ask(name, config);
    } else if (isNode && run == RunState.ENDED) {
      state = members.elsewhere(member, config).orElse(state);
    }
    boolean store = Files.isDirectory(FileObserver.data(folder, config).resolve("store"));
    return new ProcessObservation(
        state,
        isNode ? ProcessRole.MEMBER : ProcessRole.CENTER,
        faults,
        store,
        store && still && isNode && state.run() == run
            ? files.storeFaults(folder, config)
            : List.of());
  }

  private List<ClusterFinding> machine(Instant newest) throws IOException {
    FileStore store = Files.getFileStore(cluster.folder());
    return machine(
        cluster.folder(), clock.instant(), newest, store.getUsableSpace(), store.getTotalSpace());
  }

  /**
   * What is wrong with a machine.
   *
   * @param now by its clock
   * @param newest the latest time of what the cluster has written, and of its genesis
   * @param free bytes on the disk of the stores
   * @param total bytes of that disk
   */
  static List<ClusterFinding> machine(
      Path folder, Instant now, Instant newest, long free, long total) {
    List<ClusterFinding> found = new ArrayList<>();
    if (now.plus(CLOCK_TOLERANCE).isBefore(newest)) {
      found.add(ClusterFinding.of(folder, "this machine", "clock_behind", now));
    }
    if (free < LITTLE_SPACE_BYTES || free < LITTLE_SPACE * total) {
      found.add(ClusterFinding.of(folder, folder, "disk_full", free >> 20));
    }
    return found;
  }

  /** The latest time of what the nodes wrote. */
  private Instant newest(Instant genesis) throws IOException {
    Instant newest = genesis;
    for (Path node : nodes()) {
      try (Stream<Path> files = Files.walk(node, 3)) {
        for (Path each : files.filter(Files::isRegularFile).toList()) {
          Instant time = Files.getLastModifiedTime(each).toInstant();
          newest = time.isAfter(newest) ? time : newest;
        }
      } catch (NoSuchFileException | UncheckedIOException e) {
        // A file that goes while it is looked at shows that its node is at work.
      }
    }
    return newest;
  }
}
