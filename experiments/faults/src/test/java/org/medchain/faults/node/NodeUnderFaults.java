package org.medchain.faults.node;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * Three of four nodes, without any of which nothing is decided: the first, a process with faults,
 * and two in this JVM; and a client.
 */
final class NodeUnderFaults implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=1",
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmn16m");

  private final ClusterFolder files;
  private final LocalCluster cluster;
  private final ClusterMember node;
  private final List<FullNode> others = new ArrayList<>();
  private Optional<ClusterLedgerClient> client = Optional.empty();
  private long sequence;

  NodeUnderFaults(Path folder, String... options) throws Exception {
    List<String> jvm = Stream.concat(OPTIONS.stream(), Stream.of(options)).toList();
    files = ClusterFolder.create(folder, ClusterPlan.of(4).with(consensus()).withJvm(jvm));
    cluster = LocalCluster.of(folder);
    node = cluster.member("n0");
    startOther(1);
    startOther(2);
  }

  /** With short patience, since a primary is missing again and again. */
  private static ConsensusConfig consensus() {
    return RecordCopy.with(
        ConsensusConfig.defaults(), Map.of("viewTimeoutMs", 500.0, "retransmitMs", 100.0));
  }

  Path config() {
    return files.nodeFile(0);
  }

  private Path folder() {
    return files.node(0);
  }

  /** Writes the faults; a running process knows them when this returns. */
  void inject(Faults faults) throws IOException, InterruptedException, TimeoutException {
    long before = announced();
    FaultsFile.write(folder(), faults);
    if (cluster.process(node).isPresent()) {
      await("the process hears of the faults", () -> announced() > before);
    }
  }

  private long announced() throws IOException {
    return said().stream().filter(line -> line.contains("faults injected on purpose")).count();
  }

  /** Starts the process, and waits until it takes part. */
  void start() throws Exception {
    launch();
    await("the node is ready", this::isReady);
    client = Optional.of(connected());
  }

  private ClusterLedgerClient connected() throws Exception {
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    ClusterLedgerClient made =
        new ClusterLedgerClient(
            files.genesis(), center.consensus(), files.clientIdentity(0), center.peers());
    made.await(3, PATIENCE);
    return made;
  }

  /** The fourth node, in this JVM: with it the others decide without the process. */
  void startFourth() throws Exception {
    startOther(3);
  }

  private void startOther(int number) throws Exception {
    NodeConfig config = NodeConfigFile.read(files.nodeFile(number));
    others.add(FullNode.start(config, NodePorts.system(), (view, height) -> {}));
  }

  /** Has requests ordered by the others alone; the height afterwards. */
  long submitToOthers(int count) throws Exception {
    long height = 0;
    try (ClusterLedgerClient without = connected()) {
      for (int i = 0; i < count; i++) {
        height =
            without
                .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .height();
      }
    }
    return height;
  }

  /** What the process says of itself; empty if it does not reply. */
  Optional<NodeStatus> status() throws IOException, InterruptedException {
    return cluster.state(node).status();
  }

  /** Starts the process. */
  void launch() throws IOException {
    Files.deleteIfExists(output());
    cluster.start(node, FaultyNodeProcess.class);
  }

  private boolean isReady() throws IOException, InterruptedException {
    MemberState state = cluster.state(node);
    if (!state.alive()) {
      throw new IOException("the node ended: " + said());
    }
    return state.isReady();
  }

  private Path output() {
    return folder().resolve("process.log");
  }

  /** Its log, of all its lives. */
  Path log() {
    return folder().resolve("log").resolve("node.jsonl");
  }

  /** What this life said. */
  List<String> said() throws IOException {
    return Files.exists(output()) ? Files.readAllLines(output()) : List.of();
  }

  /** Has a request ordered. */
  CompletableFuture<Output.Accepted> submit() {
    return client.orElseThrow().submit(++sequence, new Opaque(Bytes.of(new byte[16])));
  }

  /** The height at which a request was ordered. */
  long submitAndWait() throws Exception {
    return submit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).height();
  }

  /** Ends it as a power cut does. */
  void kill() throws IOException, InterruptedException {
    endClient();
    cluster.kill(node);
  }

  /** Stops it in order; the exit code. */
  int stop() throws IOException, InterruptedException, TimeoutException {
    cluster.process(node).ifPresent(ProcessHandle::destroy);
    return awaitEnd();
  }

  /** Waits until it ends by itself; the exit code. */
  int awaitEnd() throws IOException, InterruptedException, TimeoutException {
    await("the node ends", () -> cluster.exitCode(node).isPresent());
    endClient();
    return cluster.exitCode(node).getAsInt();
  }

  private void endClient() {
    client.ifPresent(ClusterLedgerClient::close);
    client = Optional.empty();
  }

  /** What is used of the heap, as the node's own metrics say. */
  long heapBytes() throws IOException, InterruptedException {
    return cluster.metrics(node).count("jvm_memory_used_bytes", "\"heap\"");
  }

  /** What a thread of it has computed, in ticks of the kernel; 0 if there is none of this name. */
  long cpuTicksOf(String thread) throws IOException {
    Path tasks = Path.of("/proc", "" + cluster.process(node).orElseThrow().pid(), "task");
    try (Stream<Path> all = Files.list(tasks)) {
      return all.map(NodeUnderFaults::stat)
          .filter(stat -> stat.contains("(" + thread + ")"))
          .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1))
          .mapToLong(words -> Long.parseLong(words[11]) + Long.parseLong(words[12]))
          .sum();
    }
  }

  private static String stat(Path task) {
    try {
      return Files.readString(task.resolve("stat"));
    } catch (IOException ended) {
      return "";
    }
  }

  /** The block of a height in the store of a node that does not run. */
  Optional<Block> storedBlock(long height) throws IOException, CorruptStoreException {
    return inStore(store -> store.blocks().blockAt(height).map(CertifiedBlock::block));
  }

  /** How many entries its log has, of a node that does not run. */
  int storedVotes() throws IOException, CorruptStoreException {
    return inStore(store -> store.takeRecoveredEntries().size());
  }

  /** How long the files of its store are together; it may run. */
  long storeBytes() throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve("data").resolve("store"))) {
      return files.mapToLong(each -> each.toFile().length()).sum();
    }
  }

  private <T> T inStore(Function<NodeStore, T> look) throws IOException, CorruptStoreException {
    try (FolderVolume volume = FolderVolume.open(folder().resolve("data").resolve("store"));
        NodeStore store =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      return look.apply(store);
    }
  }

  /** A condition that a process brings about. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  static void await(String what, Condition condition)
      throws IOException, InterruptedException, TimeoutException {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > endNs) {
        throw new TimeoutException("not in time: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (FullNode each : others) {
      each.close();
    }
    cluster.close();
  }
}
