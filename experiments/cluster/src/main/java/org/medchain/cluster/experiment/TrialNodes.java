package org.medchain.cluster.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.MetricsPage;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.operations.NodeStatus;

/** The node processes of a trial, and their status. */
final class TrialNodes implements AutoCloseable {
  /**
   * Of memory, enough that no trial waits for a whole heap's collection (decision 0180); compilers
   * begin as early as the JVM's do, which a cluster's start puts off.
   */
  static final List<String> JVM =
      List.of("-XX:CompileThresholdScaling=1", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn320m");

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final long POLL_MS = 20;

  private final OwnedCluster processes;
  private final LocalCluster cluster;
  private final List<ClusterMember> nodes;

  /** What lives that were ended had received, and their processor time. */
  private ReceivedTraffic receivedBeforeRestarts = new ReceivedTraffic(0, 0);

  private long cpuNsBeforeRestarts;
  private long restarts;

  /**
   * What came by connections.
   *
   * @param messages frames
   * @param bytes of them
   */
  record ReceivedTraffic(long messages, long bytes) {
    static ReceivedTraffic of(MetricsPage metrics) {
      String in = "direction=\"in\"";
      return new ReceivedTraffic(
          metrics.count("medchain_transport_frames_total", in),
          metrics.count("medchain_transport_bytes_total", in));
    }

    ReceivedTraffic plus(ReceivedTraffic other) {
      return new ReceivedTraffic(messages + other.messages, bytes + other.bytes);
    }

    ReceivedTraffic minus(ReceivedTraffic other) {
      return new ReceivedTraffic(messages - other.messages, bytes - other.bytes);
    }
  }

  TrialNodes(ClusterFolder folder) throws UserInputException, IOException {
    cluster = LocalCluster.of(folder.folder());
    processes = new OwnedCluster(cluster);
    nodes = cluster.members().subList(1, cluster.members().size()); // the first is the center
  }

  /** Starts the nodes that {@code down} does not hold, and waits until all know each other. */
  void startAllExcept(List<Integer> down) throws IOException, InterruptedException {
    List<ClusterMember> started = new ArrayList<>(nodes);
    down.forEach(number -> started.remove(nodes.get(number)));
    for (ClusterMember each : started) {
      processes.start(each);
    }
    if (!Polling.until(START, POLL_MS, () -> areConnected(started))) {
      throw new IOException(
          "the nodes were not connected to each other after " + START.toSeconds() + " s");
    }
  }

  private boolean areConnected(List<ClusterMember> started)
      throws IOException, InterruptedException {
    for (ClusterMember each : started) {
      MemberState state = cluster.state(each);
      if (!state.alive()) {
        throw new IOException(each.name() + " ended: " + cluster.outputTail(each));
      }
      if (state.status().map(TrialNodes::connected).orElse(-1L) < started.size() - 1) {
        return false;
      }
    }
    return true;
  }

  private static long connected(NodeStatus status) {
    return status.peers().stream()
        .filter(peer -> peer.connected() && peer.role().equals("consensus_node"))
        .count();
  }

  private List<ProcessHandle> running() throws IOException {
    List<ProcessHandle> running = new ArrayList<>();
    for (ClusterMember each : nodes) {
      cluster.process(each).ifPresent(running::add);
    }
    return running;
  }

  /** Where those that run are reached, by their keys. */
  Map<PublicKey, InetSocketAddress> addresses() throws IOException {
    Map<PublicKey, InetSocketAddress> addresses = new LinkedHashMap<>();
    for (ClusterMember each : nodes) {
      Optional<RunningProcess> running = RunningProcess.read(each.folder());
      if (running.isPresent() && cluster.process(each).isPresent()) {
        PublicKey key = new PublicKey(Bytes.fromHex(each.key()));
        addresses.put(key, RunningProcess.socketAddress(running.get().address()));
      }
    }
    return addresses;
  }

  /** Ends one at once (SIGKILL). */
  synchronized void kill(int node) throws IOException, InterruptedException {
    ClusterMember member = nodes.get(node);
    receivedBeforeRestarts = receivedBeforeRestarts.plus(received(member));
    cpuNsBeforeRestarts += processes.cpuNs(List.of(member));
    processes.kill(member);
  }

  /** Starts one again, with what it has on its disk. */
  synchronized void restart(int node) throws IOException {
    restarts++;
    processes.start(nodes.get(node));
  }

  /** How often a node was started again. */
  synchronized long restarts() {
    return restarts;
  }

  /** What all nodes have received, in all their lives. */
  synchronized ReceivedTraffic received() throws IOException, InterruptedException {
    ReceivedTraffic all = receivedBeforeRestarts;
    for (ClusterMember each : nodes) {
      all = all.plus(received(each));
    }
    return all;
  }

  private ReceivedTraffic received(ClusterMember node) throws IOException, InterruptedException {
    return cluster.process(node).isPresent()
        ? ReceivedTraffic.of(cluster.metrics(node))
        : new ReceivedTraffic(0, 0);
  }

  /** The highest view of these nodes, if one replies. */
  OptionalLong views(List<Integer> which) throws IOException, InterruptedException {
    OptionalLong highest = OptionalLong.empty();
    for (int node : which) {
      Optional<NodeStatus> status = cluster.state(nodes.get(node)).status();
      if (status.isPresent()) {
        highest = OptionalLong.of(Math.max(highest.orElse(0), status.get().view()));
      }
    }
    return highest;
  }

  /** Processor time of all nodes, in all their lives. */
  synchronized long cpuNs() throws IOException {
    return cpuNsBeforeRestarts + processes.cpuNs(nodes);
  }

  /** Of it, that of the compilers of those that run. */
  synchronized long compilingNs() throws IOException {
    return running().stream().mapToLong(each -> CompilerCpuTime.ofProcess(each.pid())).sum();
  }

  /** Stops all in order, and ends by force what does not stop. */
  void stop() throws IOException, InterruptedException {
    cluster.stop(nodes, STOP, forced -> {});
  }

  @Override
  public void close() {
    processes.close();
  }
}
