package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.cluster.center.CenterProcess;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.DetachedJvm;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.cluster.local.MetricsPage;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.ProcessOutput;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * The processes of a cluster on this machine, by its folder (CLUSTER-1, CLUSTER-2): they belong to
 * no command, so any command finds them again.
 */
public final class LocalCluster implements AutoCloseable {
  private static final long POLL_MS = 20;
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration CONNECTIONS = Duration.ofSeconds(90);

  /** After one has ended, the others have so long to be ready or to end as well. */
  private static final Duration OTHERS = Duration.ofSeconds(5);

  private final ClusterFolder folder;
  private final List<ClusterMember> members;
  private final AdminClient adminClient = new AdminClient();
  private final Map<ClusterMember, Process> started = new ConcurrentHashMap<>();
  private final Map<String, Long> outputBegan = new ConcurrentHashMap<>();

  /**
   * A process that belongs to the cluster.
   *
   * @param name for people
   * @param role {@code center}, {@code member} or {@code follower}
   * @param key its public key in hexadecimal digits
   * @param folder with its config, store and logs
   * @param config of it
   */
  public record ClusterMember(String name, String role, String key, Path folder, Path config) {
    /** What runs it. */
    public Class<?> main() {
      return role.equals("center") ? CenterProcess.class : NodeProcess.class;
    }
  }

  private LocalCluster(ClusterFolder folder, List<ClusterMember> members) {
    this.folder = folder;
    this.members = members;
  }

  /**
   * The cluster whose files are in a folder.
   *
   * @throws UserInputException if there are none
   */
  public static LocalCluster of(Path where) throws UserInputException, IOException {
    ClusterFolder folder = ClusterFolder.existing(where);
    List<ClusterMember> members = new ArrayList<>();
    members.add(member(folder.center(), folder.centerFile()));
    for (int i : folder.nodeNumbers()) {
      members.add(member(folder.node(i), folder.nodeFile(i)));
    }
    return new LocalCluster(folder, List.copyOf(members));
  }

  private static ClusterMember member(Path own, Path config) throws IOException {
    if (!Files.isDirectory(own.resolve("credentials"))) {
      // Lost with its keys: the others are to be found all the same.
      return new ClusterMember(own.getFileName().toString(), "member", "", own, config);
    }
    Identity identity = CredentialFiles.read(own.resolve("credentials"));
    try {
      PeerRole role = identity.subject().role();
      return new ClusterMember(
          identity.subject().name(),
          switch (role) {
            case REGULATORY_CENTER -> "center";
            case CONSENSUS_NODE -> "member";
            case FOLLOWING_NODE, AGENCY, ENTITY, LIGHT_CLIENT -> "follower";
          },
          identity.ledger().publicKey().value().toHex(),
          own,
          config);
    } catch (RefusedException e) {
      throw new IOException(own + ": " + e.getMessage(), e);
    }
  }

  /** Its files. */
  public ClusterFolder folder() {
    return folder;
  }

  /** The center, then the nodes in their order. */
  public List<ClusterMember> members() {
    return members;
  }

  /**
   * The one of this name.
   *
   * @throws UserInputException if there is none
   */
  public ClusterMember member(String name) throws UserInputException {
    return members.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserInputException(
                    "no process '%s'; there are %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", members.stream().map(ClusterMember::name).toList()))));
  }

  /**
   * Starts the process of a folder whose keys may be others than at its last start, beside nothing
   * that an interrupted command left of it; returns when it takes connections. Not if it runs.
   */
  public static void startAlone(ClusterFolder files, String name)
      throws UserInputException, IOException, InterruptedException {
    try (LocalCluster cluster = of(files.folder())) {
      ClusterMember member = cluster.member(name);
      if (RunningProcess.process(member.folder()).isEmpty()) {
        RunningProcess.endAll(member.folder(), STOP);
        cluster.start(member);
        cluster.awaitConnections(member);
        // It has a part in a change of the members, which the same command continues later.
        cluster.release();
      }
    }
  }

  /** Starts one, unless it runs. */
  public void start(ClusterMember member) throws IOException {
    start(member, member.main());
  }

  /** The same by another program, for tests whose nodes misbehave. */
  public void start(ClusterMember member, Class<?> main) throws IOException {
    start(member, main, System.getProperty("java.class.path"));
  }

  /** The same with other classes: another version. */
  public void start(ClusterMember member, Class<?> main, String classPath) throws IOException {
    if (process(member).isPresent()) {
      return;
    }
    FolderOperations.requireWritable(member.folder());
    Path options = folder.jvmFile();
    List<String> jvm = new ArrayList<>();
    jvm.add("-Djava.io.tmpdir=" + FolderOperations.temporaryFolder(member.folder()));
    if (main == CenterProcess.class) {
      jvm.add("-XX:TieredStopAtLevel=1"); // It has little to do; nodes are there to be measured.
    }
    if (Files.exists(options)) {
      jvm.addAll(Files.readAllLines(options));
    }
    outputBegan.put(member.name(), ProcessOutput.size(member.folder().resolve(ProcessOutput.FILE)));
    ProcessTag tag = ProcessTag.fresh(member.folder());
    RunningProcess.announce(member.folder(), tag);
    started.put(
        member,
        new DetachedJvm(jvm, classPath)
            .start(
                tag,
                List.of(main.getName(), member.config().toString()),
                member.folder().resolve(ProcessOutput.FILE)));
  }

  /** What was started here belongs to this process no longer: it stays when this one ends. */
  public void release() {
    started.values().forEach(Lifeline::release);
  }

  /** Those that were started here, and run. */
  public List<ClusterMember> startedHere() {
    return members.stream().filter(each -> known(each).isPresent()).toList();
  }

  /** The process of one, if it runs. */
  public Optional<ProcessHandle> process(ClusterMember member) throws IOException {
    Optional<ProcessHandle> known = known(member);
    Optional<ProcessHandle> said =
        known.isPresent() ? known : RunningProcess.process(member.folder());
    return said.isPresent() ? said : RunningProcess.all(member.folder()).stream().findFirst();
  }

  /** Not by the process object, which hears a little later of an end that is awaited here. */
  private Optional<ProcessHandle> known(ClusterMember member) {
    return Optional.ofNullable(started.get(member))
        .map(Process::toHandle)
        .filter(ProcessHandle::isAlive);
  }

  /**
   * All that runs in the cluster's folders, also what is written down nowhere: by members, in their
   * order.
   */
  public Map<ClusterMember, List<ProcessHandle>> running() throws IOException {
    Map<ClusterMember, List<ProcessHandle>> running = new LinkedHashMap<>();
    for (ClusterMember member : members) {
      List<ProcessHandle> all = RunningProcess.all(member.folder());
      if (!all.isEmpty()) {
        running.put(member, all);
      }
    }
    return running;
  }

  /**
   * Waits until all take part.
   *
   * @param came gets each, once, when it is ready
   * @throws IOException if one ends, or they are not ready in time; the message names it, with its
   *     last output
   */
  public void awaitReady(Duration limit, Consumer<MemberState> came)
      throws IOException, InterruptedException {
    awaitReady(members, limit, came);
  }

  /** The same of some of them. */
  public void awaitReady(List<ClusterMember> which, Duration limit, Consumer<MemberState> came)
      throws IOException, InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    List<ClusterMember> waiting = new ArrayList<>(which);
    List<String> ends = new ArrayList<>();
    while (!waiting.isEmpty() && System.nanoTime() < endNs) {
      for (ClusterMember member : List.copyOf(waiting)) {
        MemberState state = state(member);
        if (!state.alive()) {
          // What ended one may well end others, which is said together.
          endNs = Math.min(endNs, System.nanoTime() + OTHERS.toNanos());
          ends.add(member.name() + " ended: " + state.reason());
          waiting.remove(member);
        } else if (state.isReady()) {
          waiting.remove(member);
          came.accept(state);
        }
      }
      if (!waiting.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    }
    if (!ends.isEmpty()) {
      throw new IOException(String.join("; ", ends));
    }
    if (!waiting.isEmpty()) {
      throw new IOException(timeoutMessage(waiting.get(0), limit));
    }
  }

  /**
   * Waits until one takes connections, ready or not.
   *
   * @throws IOException if it ends, or does not in time
   */
  public void awaitConnections(ClusterMember member) throws IOException, InterruptedException {
    awaitConnections(member, CONNECTIONS);
  }

  /** The same for so long. */
  public void awaitConnections(ClusterMember member, Duration limit)
      throws IOException, InterruptedException {
    boolean over =
        Polling.until(
            limit,
            POLL_MS,
            () -> RunningProcess.read(member.folder()).isPresent() || process(member).isEmpty());
    if (!over || process(member).isEmpty()) {
      throw new IOException(member.name() + " does not start: " + outputTail(member));
    }
  }

  private String timeoutMessage(ClusterMember member, Duration limit)
      throws IOException, InterruptedException {
    String reason =
        state(member).status().map(NodeStatus::reason).orElse("its admin endpoint does not reply");
    return String.format(
        Locale.ROOT,
        "%s is not ready after %d s: %s; its words are in %s",
        member.name(),
        limit.toSeconds(),
        reason,
        member.folder().resolve(ProcessOutput.FILE));
  }

  /** The end of what a process said; where it gave a reason, that and not its log. */
  public String outputTail(ClusterMember member) throws IOException {
    Path said = member.folder().resolve(ProcessOutput.FILE);
    return ProcessOutput.reason(said, outputBegan.getOrDefault(member.name(), 0L));
  }

  /** With which code the process ended that was started here last. */
  public OptionalInt exitCode(ClusterMember member) {
    Process known = started.get(member);
    return known == null || known.isAlive()
        ? OptionalInt.empty()
        : OptionalInt.of(known.exitValue());
  }

  /** How each process is. */
  public List<MemberState> states() throws IOException, InterruptedException {
    List<MemberState> states = new ArrayList<>();
    for (ClusterMember member : members) {
      states.add(state(member));
    }
    return states;
  }

  /** How one process is. */
  public MemberState state(ClusterMember member) throws IOException, InterruptedException {
    return process(member).isPresent()
        ? MemberState.observe(member, MemberState.RunState.RUNNING, adminClient, "")
        : MemberState.observe(member, MemberState.RunState.ENDED, adminClient, outputTail(member));
  }

  /** A page of a process's admin endpoint, e.g. {@code /metrics}; nothing if it does not come. */
  public Optional<String> adminPage(ClusterMember member, String path)
      throws IOException, InterruptedException {
    Optional<RunningProcess> running = RunningProcess.read(member.folder());
    return running.isEmpty() ? Optional.empty() : adminClient.page(running.get().adminUri(), path);
  }

  /** Its metrics; none if its page does not come. */
  public MetricsPage metrics(ClusterMember member) throws IOException, InterruptedException {
    return new MetricsPage(adminPage(member, "/metrics").orElse(""));
  }

  /** Ends a process at once, as a power failure would, except for the disk's cache (SIGKILL). */
  public void kill(ClusterMember member) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = process(member);
    if (process.isPresent()) {
      boolean unused = RunningProcess.end(process.get(), Duration.ZERO);
    }
  }

  /** Stops one in order (SIGTERM), by force if it does not stop in time. */
  public void stop(ClusterMember member, Duration limit) throws IOException, InterruptedException {
    stop(List.of(member), limit, forced -> {});
  }

  /** Stops all in order (SIGTERM), and ends by force what does not stop in time. */
  public void stopAll(Duration limit, Consumer<ClusterMember> warned)
      throws IOException, InterruptedException {
    stop(members, limit, warned);
  }

  /**
   * The same of some of them.
   *
   * @param warned gets each that had to be killed
   */
  public void stop(List<ClusterMember> which, Duration limit, Consumer<ClusterMember> warned)
      throws IOException, InterruptedException {
    List<Path> forced =
        RunningProcess.stop(which.stream().map(ClusterMember::folder).toList(), limit);
    which.stream().filter(each -> forced.contains(each.folder())).forEach(warned);
  }

  /** The processes continue without this. */
  @Override
  public void close() {
    adminClient.close();
  }
}
