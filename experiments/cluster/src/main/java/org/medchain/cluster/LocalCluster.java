package org.medchain.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.cluster.center.CenterProcess;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.Detached;
import org.medchain.cluster.local.Doors;
import org.medchain.cluster.local.Folders;
import org.medchain.cluster.local.Running;
import org.medchain.experiments.config.Refusal;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;

/**
 * The processes of a cluster on this machine, by its folder (CLUSTER-1, CLUSTER-2): they belong to
 * nobody's command, so any command finds them again.
 */
public final class LocalCluster implements AutoCloseable {
  /** What a process said on stdout and stderr. */
  static final String SAID = "process.log";

  private static final long POLL_MS = 20;
  private static final int LAST_WORDS = 3;

  private final ClusterFolder folder;
  private final List<Member> members;
  private final Doors doors = new Doors();
  private final Map<String, Process> started = new ConcurrentHashMap<>();

  /**
   * A process that belongs to the cluster.
   *
   * @param name for people
   * @param role {@code center}, {@code member} or {@code follower}
   * @param key its public key in hexadecimal digits
   * @param folder with its config, store and logs
   * @param config of it
   */
  public record Member(String name, String role, String key, Path folder, Path config) {
    /** What runs it. */
    Class<?> main() {
      return role.equals("center") ? CenterProcess.class : NodeProcess.class;
    }
  }

  /**
   * How a process is.
   *
   * @param member which
   * @param running where it is reached, as it wrote; nothing if it was not started
   * @param alive whether the process runs
   * @param status as it says itself; nothing if it does not answer
   */
  public record State(
      Member member, Optional<Running> running, boolean alive, Optional<NodeStatus> status) {}

  private LocalCluster(ClusterFolder folder, List<Member> members) {
    this.folder = folder;
    this.members = members;
  }

  /**
   * The cluster whose files are in a folder.
   *
   * @throws Refusal if there are none
   */
  public static LocalCluster of(Path where) throws Refusal, IOException {
    ClusterFolder folder = new ClusterFolder(where.toAbsolutePath().normalize());
    if (!Files.isRegularFile(folder.genesisFile())) {
      throw new Refusal(where + ": not a cluster's folder: it has no genesis.bin");
    }
    List<Member> members = new ArrayList<>();
    members.add(member(folder.center(), folder.centerFile()));
    for (int i = 0; i < folder.nodes(); i++) {
      members.add(member(folder.node(i), folder.nodeFile(i)));
    }
    return new LocalCluster(folder, List.copyOf(members));
  }

  private static Member member(Path own, Path config) throws IOException {
    Identity identity = CredentialFiles.read(own.resolve("credentials"));
    try {
      PeerRole role = identity.subject().role();
      return new Member(
          identity.subject().name(),
          switch (role) {
            case REGULATORY_CENTER -> "center";
            case CONSENSUS_NODE -> "member";
            case FOLLOWING_NODE, AGENCY, ENTITY, LIGHT_CLIENT -> "follower";
          },
          identity.ledger().publicKey().value().toHex(),
          own,
          config);
    } catch (Refused e) {
      throw new IOException(own + ": " + e.getMessage(), e);
    }
  }

  /** Its files. */
  public ClusterFolder folder() {
    return folder;
  }

  /** The center, then the nodes in their order. */
  public List<Member> members() {
    return members;
  }

  /**
   * The one of this name.
   *
   * @throws Refusal if there is none
   */
  public Member member(String name) throws Refusal {
    return members.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "no process '"
                        + name
                        + "'; there are "
                        + String.join(", ", members.stream().map(Member::name).toList())));
  }

  /** Starts all that do not run. */
  public void startAll() throws IOException {
    // Nodes first: they are what takes longest.
    for (Member member : members.subList(1, members.size())) {
      start(member);
    }
    start(members.get(0));
  }

  /** Starts one, unless it runs. */
  public void start(Member member) throws IOException {
    if (process(member).isPresent()) {
      return;
    }
    Running.forget(member.folder());
    Path options = folder.jvmFile();
    List<String> jvm = new ArrayList<>();
    jvm.add("-Djava.io.tmpdir=" + Folders.temporary(member.folder()));
    if (member.main() == CenterProcess.class) {
      jvm.add("-XX:TieredStopAtLevel=1"); // It has little to do; nodes are there to be measured.
    }
    if (Files.exists(options)) {
      jvm.addAll(Files.readAllLines(options));
    }
    started.put(
        member.name(),
        new Detached(jvm)
            .start(
                member.main().getName(),
                List.of(member.config().toString()),
                member.folder().resolve(SAID)));
  }

  private Optional<ProcessHandle> process(Member member) throws IOException {
    Process own = started.get(member.name());
    if (own != null && own.isAlive()) {
      return Optional.of(own.toHandle());
    }
    return Running.read(member.folder()).flatMap(Running::process);
  }

  /**
   * Waits until all take part.
   *
   * @param came is told of each, once, when it does
   * @throws IOException if one ends, or they do not in time; the message says which, and its last
   *     words
   */
  public void awaitReady(Duration limit, Consumer<State> came)
      throws IOException, InterruptedException {
    awaitReady(members, limit, came);
  }

  /** The same of some of them. */
  public void awaitReady(List<Member> which, Duration limit, Consumer<State> came)
      throws IOException, InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    List<Member> waiting = new ArrayList<>(which);
    while (!waiting.isEmpty()) {
      List<Member> ready = new ArrayList<>();
      for (Member member : waiting) {
        requireAlive(member);
        State state = stateIfReady(member);
        if (state.status().isPresent()) {
          ready.add(member);
          came.accept(state);
        }
      }
      waiting.removeAll(ready);
      if (!waiting.isEmpty()) {
        if (System.nanoTime() > endNs) {
          throw new IOException(late(waiting.get(0), limit));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    }
    describe();
  }

  private State stateIfReady(Member member) throws IOException, InterruptedException {
    Optional<Running> running = Running.read(member.folder());
    if (running.isEmpty() || !doors.ready(running.get().operator())) {
      return new State(member, running, true, Optional.empty());
    }
    return new State(member, running, true, doors.status(running.get().operator()));
  }

  private void requireAlive(Member member) throws IOException {
    if (process(member).isEmpty()) {
      throw new IOException(member.name() + " ended: " + lastWords(member));
    }
  }

  private String late(Member member, Duration limit) throws IOException, InterruptedException {
    String reason =
        state(member).status().map(NodeStatus::reason).orElse("it does not answer its operator");
    return String.format(
        Locale.ROOT,
        "%s is not ready after %d s: %s; its words are in %s",
        member.name(),
        limit.toSeconds(),
        reason,
        member.folder().resolve(SAID));
  }

  /** The end of what a process said. */
  String lastWords(Member member) throws IOException {
    Path said = member.folder().resolve(SAID);
    if (!Files.exists(said)) {
      return "it was not started";
    }
    List<String> lines = Files.readAllLines(said);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** Writes down what runs, for other commands (OPS-12). */
  public void describe() throws IOException {
    List<ClusterFile.Node> nodes = new ArrayList<>();
    for (Member member : members) {
      Optional<Running> running = Running.read(member.folder());
      nodes.add(
          new ClusterFile.Node(
              member.name(),
              member.role(),
              member.key(),
              running.map(Running::address).orElse(""),
              running.map(Running::operator).orElse(URI.create("http://127.0.0.1:1")),
              running.map(Running::pid).orElse(0L),
              member.folder()));
    }
    new ClusterFile(folder.folder().getFileName().toString(), nodes).write(folder.folder());
  }

  /** How each process is. */
  public List<State> states() throws IOException, InterruptedException {
    List<State> states = new ArrayList<>();
    for (Member member : members) {
      states.add(state(member));
    }
    return states;
  }

  /** How one process is. */
  public State state(Member member) throws IOException, InterruptedException {
    Optional<Running> running = Running.read(member.folder());
    boolean alive = process(member).isPresent();
    Optional<NodeStatus> status =
        alive && running.isPresent() ? doors.status(running.get().operator()) : Optional.empty();
    return new State(member, running, alive, status);
  }

  /** A page of a process's operator's door, e.g. {@code /metrics}; nothing if it does not come. */
  public Optional<String> page(Member member, String path)
      throws IOException, InterruptedException {
    Optional<Running> running = Running.read(member.folder());
    return running.isEmpty() ? Optional.empty() : doors.page(running.get().operator(), path);
  }

  /** Ends a process at once, as a power cut would end it but for the disk's cache (SIGKILL). */
  public void kill(Member member) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = process(member);
    if (process.isPresent()) {
      var unused = process.get().destroyForcibly();
      ended(process.get(), Duration.ofSeconds(10));
    }
  }

  /**
   * Stops all in order (SIGTERM), and ends by force what does not stop in time.
   *
   * @param warned is told of each that had to be ended by force
   */
  public void stopAll(Duration limit, Consumer<Member> warned)
      throws IOException, InterruptedException {
    Map<Member, ProcessHandle> alive = new LinkedHashMap<>();
    for (Member member : members) {
      process(member).ifPresent(process -> alive.put(member, process));
    }
    alive.values().forEach(ProcessHandle::destroy);
    long endNs = System.nanoTime() + limit.toNanos();
    for (Map.Entry<Member, ProcessHandle> each : alive.entrySet()) {
      Duration left = Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
      if (!ended(each.getValue(), left)) {
        kill(each.getKey());
        warned.accept(each.getKey());
      }
      Running.forget(each.getKey().folder());
    }
  }

  private static boolean ended(ProcessHandle process, Duration limit) throws InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > endNs) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return true;
  }

  /** The processes go on without this. */
  @Override
  public void close() {
    doors.close();
  }
}
