package org.medchain.cluster.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.doctor.ProcessObservation.ProcessRole;
import org.medchain.cluster.doctor.ProcessObservation.RunObservation;
import org.medchain.cluster.doctor.ProcessObservation.RunState;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.GoneNodes;
import org.medchain.cluster.local.MembershipReader;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.config.NodeConfig.PeerAddress;
import org.medchain.node.operations.NodeStatus;

/** Looks at a cluster on this machine from outside, and changes nothing (CLUSTER-17). */
public final class ClusterObserver {
  /** In a cluster's folder while a recovery from fewer than a quorum waits to be put in place. */
  public static final String RECOVERY = "recovery";

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
        ? RecoverySteps.of(cluster.folder(), "its recovery was interrupted")
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
      return new ClusterObservation(cluster.folder(), problem, List.of(), machine(Instant.MIN), 0);
    }
    List<ProcessObservation> processes = new ArrayList<>();
    FileObserver files = new FileObserver(cluster);
    try (AdminClient admin = new AdminClient()) {
      processes.add(process("center", cluster.center(), cluster.centerFile(), files, admin));
      for (Path node : nodes()) {
        String name = node.getFileName().toString();
        processes.add(process(name, node, node.resolve("node.yaml"), files, admin));
      }
    }
    long interval =
        FileObserver.config(cluster.centerFile())
            .map(NodeConfig::consensus)
            .orElse(ConsensusConfig.defaults())
            .checkpointInterval();
    return new ClusterObservation(
        cluster.folder(),
        "",
        processes,
        machine(newest(Instant.ofEpochMilli(genesis.get().terms().timestampMs()))),
        genesis.get().terms().window() + interval);
  }

  /** Those without a folder. */
  private Map<String, PeerAddress> gone() throws IOException {
    try {
      Map<String, PeerAddress> gone = GoneNodes.of(cluster);
      gone.keySet().removeIf(name -> Files.exists(cluster.folder().resolve("nodes").resolve(name)));
      return gone;
    } catch (UserInputException | IOException e) {
      return Map.of(); // what cannot be read has a finding of its own
    }
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
    gone().keySet().forEach(name -> all.add(nodes.resolve(name)));
    return all;
  }

  private ProcessObservation process(
      String name, Path folder, Path configFile, FileObserver files, AdminClient admin)
      throws IOException, InterruptedException {
    Optional<NodeConfig> config = FileObserver.config(configFile);
    RunObservation run = RunObserver.observe(folder, configFile, config, clock.instant());
    Optional<NodeStatus> status =
        run.state() == RunState.RUNNING
            ? admin.status(RunningProcess.read(folder).orElseThrow().adminUri())
            : Optional.empty();
    if (run.state() == RunState.ENDED && answersElsewhere(name, config)) {
      run = RunObservation.ELSEWHERE;
    }
    boolean still = run.state() == RunState.ENDED && run.unknown().isEmpty();
    return new ProcessObservation(
        name,
        role(name, config),
        folder,
        files.observe(folder, configFile, still && !name.equals("center")),
        run,
        status);
  }

  /**
   * Whether the node answers with its key where the center's config has it, which is not here: a
   * folder that moved to another machine is no lost one.
   */
  private boolean answersElsewhere(String name, Optional<NodeConfig> config)
      throws InterruptedException {
    try {
      Optional<PeerAddress> node = Optional.ofNullable(gone().get(name));
      if (config.isPresent() && Files.isDirectory(config.get().credentials())) {
        PublicKey key = CredentialFiles.read(config.get().credentials()).ledger().publicKey();
        node =
            NodeConfigFile.read(cluster.centerFile()).peers().stream()
                .filter(peer -> peer.key().equals(key))
                .findFirst();
      }
      if (node.isEmpty() || RunObserver.isFree(node.get().address())) {
        return false;
      }
      try (MembershipReader members = new MembershipReader(cluster)) {
        return members.ask(node.get().key(), node.get().address()).isPresent();
      }
    } catch (UserInputException | IOException e) {
      return false; // what cannot be read has a finding of its own
    }
  }

  private static ProcessRole role(String name, Optional<NodeConfig> config) {
    if (name.equals("center")) {
      return ProcessRole.CENTER;
    }
    return config.flatMap(NodeConfig::superior).isPresent()
        ? ProcessRole.FOLLOWER
        : ProcessRole.MEMBER;
  }

  private ClusterObservation.MachineObservation machine(Instant newest) throws IOException {
    Path at = cluster.folder();
    while (!Files.exists(at)) {
      at = at.getParent();
    }
    FileStore store = Files.getFileStore(at);
    return new ClusterObservation.MachineObservation(
        clock.instant(), newest, store.getUsableSpace(), store.getTotalSpace());
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
