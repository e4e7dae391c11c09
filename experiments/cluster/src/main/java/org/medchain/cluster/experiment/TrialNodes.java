package org.medchain.cluster.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.launcher.ShutdownHook;
import org.medchain.node.operations.NodeStatus;

/** The node processes of a trial, and their status. */
final class TrialNodes implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final long POLL_MS = 20;

  private static final Pattern RECEIVED =
      Pattern.compile(
          "(?m)^medchain_transport_(frames|bytes)_total\\{.*direction=\"in\".*\\} ([0-9.E+]+)$");

  private final AdminClient adminClient = new AdminClient();
  private final List<TrialNodeProcess> children = new ArrayList<>();
  private final Map<PublicKey, TrialNodeProcess> byKey = new LinkedHashMap<>();

  /** What lives that were ended had received. */
  private ReceivedTraffic receivedBeforeRestarts = new ReceivedTraffic(0, 0);

  private long restarts;

  /** An interrupted command leaves no processes. */
  private final ShutdownHook hook = new ShutdownHook("reaper", this::killAll);

  /**
   * What came by connections.
   *
   * @param messages frames
   * @param bytes of them
   */
  record ReceivedTraffic(long messages, long bytes) {
    ReceivedTraffic plus(ReceivedTraffic other) {
      return new ReceivedTraffic(messages + other.messages, bytes + other.bytes);
    }

    ReceivedTraffic minus(ReceivedTraffic other) {
      return new ReceivedTraffic(messages - other.messages, bytes - other.bytes);
    }
  }

  TrialNodes(ClusterFolder folder, Genesis genesis) {
    List<PublicKey> keys = genesis.terms().nodes();
    for (int i = 0; i < keys.size(); i++) {
      TrialNodeProcess child = new TrialNodeProcess(folder, i);
      children.add(child);
      byKey.put(keys.get(i), child);
    }
  }

  /** Starts the nodes that {@code down} does not hold, and waits until all know each other. */
  void startAllExcept(List<Integer> down) throws IOException, InterruptedException {
    for (TrialNodeProcess child : children) {
      if (!down.contains(child.number())) {
        child.start();
      }
    }
    long endNs = System.nanoTime() + START.toNanos();
    int wanted = children.size() - down.size() - 1;
    for (TrialNodeProcess child : children) {
      while (child.isAlive() && connected(child) < wanted) {
        if (System.nanoTime() > endNs) {
          throw new IOException(
              "the nodes were not connected to each other after " + START.toSeconds() + " s");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    }
    for (TrialNodeProcess child : children) {
      if (!down.contains(child.number())) {
        var unused = child.adminUri(); // reports one that ended instead
      }
    }
  }

  private long connected(TrialNodeProcess child) throws IOException, InterruptedException {
    return status(child)
        .map(
            each ->
                each.peers().stream()
                    .filter(NodeStatus.PeerStatus::connected)
                    .filter(peer -> peer.role().equals("consensus_node"))
                    .count())
        .orElse(-1L);
  }

  private Optional<NodeStatus> status(TrialNodeProcess child)
      throws IOException, InterruptedException {
    Optional<URI> door = child.isAlive() ? child.adminUri() : Optional.empty();
    return door.isPresent() ? adminClient.status(door.get()) : Optional.empty();
  }

  /** Where running nodes are. */
  Map<PublicKey, InetSocketAddress> addresses() throws IOException {
    Map<PublicKey, InetSocketAddress> addresses = new LinkedHashMap<>();
    for (Map.Entry<PublicKey, TrialNodeProcess> each : byKey.entrySet()) {
      if (each.getValue().isAlive()) {
        addresses.put(each.getKey(), each.getValue().address());
      }
    }
    return addresses;
  }

  /** Kills a node. */
  synchronized void kill(int node) throws IOException, InterruptedException {
    receivedBeforeRestarts = receivedBeforeRestarts.plus(received(children.get(node)));
    children.get(node).kill();
  }

  /** Starts a node again; one that never ran begins. */
  synchronized void restart(int node) throws IOException {
    restarts++;
    children.get(node).start();
  }

  /** How often a node was started again. */
  synchronized long restarts() {
    return restarts;
  }

  /** What all nodes have received so far. */
  synchronized ReceivedTraffic received() throws IOException, InterruptedException {
    ReceivedTraffic all = receivedBeforeRestarts;
    for (TrialNodeProcess child : children) {
      all = all.plus(received(child));
    }
    return all;
  }

  private ReceivedTraffic received(TrialNodeProcess child)
      throws IOException, InterruptedException {
    Optional<URI> door = child.isAlive() ? child.adminUri() : Optional.empty();
    Optional<String> page =
        door.isPresent() ? adminClient.page(door.get(), "/metrics") : Optional.empty();
    return page.map(TrialNodes::received).orElse(new ReceivedTraffic(0, 0));
  }

  /** From a page of metrics. */
  static ReceivedTraffic received(String page) {
    long messages = 0;
    long bytes = 0;
    Matcher lines = RECEIVED.matcher(page);
    while (lines.find()) {
      long value = (long) Double.parseDouble(lines.group(2));
      if (lines.group(1).equals("frames")) {
        messages += value;
      } else {
        bytes += value;
      }
    }
    return new ReceivedTraffic(messages, bytes);
  }

  /** The highest view of these nodes, as they report; empty without replies. */
  OptionalLong views(List<Integer> nodes) throws IOException, InterruptedException {
    OptionalLong highest = OptionalLong.empty();
    for (int node : nodes) {
      Optional<NodeStatus> status = status(children.get(node));
      if (status.isPresent()) {
        highest = OptionalLong.of(Math.max(highest.orElse(0), status.get().view()));
      }
    }
    return highest;
  }

  /** Processor time of all lives so far, in ns. */
  synchronized long cpuNs() {
    return children.stream().mapToLong(TrialNodeProcess::cpuNs).sum();
  }

  /** Processor time that compilers took in the present lives, in ns. */
  synchronized long compilingNs() {
    return children.stream().mapToLong(TrialNodeProcess::compilingNs).sum();
  }

  /** Has all stop in order, and waits for that. */
  void stop() throws InterruptedException {
    children.forEach(TrialNodeProcess::stop);
    for (TrialNodeProcess child : children) {
      child.awaitEnd();
    }
  }

  private void killAll() {
    children.forEach(TrialNodeProcess::kill);
  }

  @Override
  public void close() {
    killAll();
    adminClient.close();
    hook.close();
  }
}
