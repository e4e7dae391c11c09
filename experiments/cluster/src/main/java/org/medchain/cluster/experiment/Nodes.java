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
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.Doors;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.node.operations.NodeStatus;

/** The node processes of a trial, and what they say of themselves. */
final class Nodes implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final long POLL_MS = 20;

  private static final Pattern RECEIVED =
      Pattern.compile(
          "(?m)^medchain_transport_(frames|bytes)_total\\{.*direction=\"in\".*\\} ([0-9.E+]+)$");

  private final Doors doors = new Doors();
  private final List<NodeChild> children = new ArrayList<>();
  private final Map<PublicKey, NodeChild> byKey = new LinkedHashMap<>();

  /** What lives that were ended had received. */
  private Received ended = new Received(0, 0);

  private long restarts;
  private final Thread reaper = new Thread(this::killAll, "reaper");

  /**
   * What came by connections.
   *
   * @param messages frames
   * @param bytes of them
   */
  record Received(long messages, long bytes) {
    Received plus(Received other) {
      return new Received(messages + other.messages, bytes + other.bytes);
    }

    Received minus(Received other) {
      return new Received(messages - other.messages, bytes - other.bytes);
    }
  }

  Nodes(ClusterFolder folder, Genesis genesis) {
    List<PublicKey> keys = genesis.terms().nodes();
    for (int i = 0; i < keys.size(); i++) {
      NodeChild child = new NodeChild(folder, i);
      children.add(child);
      byKey.put(keys.get(i), child);
    }
    // Whoever interrupts the command wants no processes left.
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Starts the nodes that {@code down} does not hold, and waits until all know each other. */
  void startAllBut(List<Integer> down) throws IOException, InterruptedException {
    for (NodeChild child : children) {
      if (!down.contains(child.number())) {
        child.start();
      }
    }
    long endNs = System.nanoTime() + START.toNanos();
    int wanted = children.size() - down.size() - 1;
    for (NodeChild child : children) {
      while (child.isAlive() && connected(child) < wanted) {
        if (System.nanoTime() > endNs) {
          throw new IOException(
              "the nodes were not connected to each other after " + START.toSeconds() + " s");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    }
    for (NodeChild child : children) {
      if (!down.contains(child.number())) {
        var unused = child.door(); // tells of one that ended instead
      }
    }
  }

  private long connected(NodeChild child) throws IOException, InterruptedException {
    return status(child)
        .map(
            each ->
                each.peers().stream()
                    .filter(NodeStatus.PeerStatus::connected)
                    .filter(peer -> peer.role().equals("consensus_node"))
                    .count())
        .orElse(-1L);
  }

  private Optional<NodeStatus> status(NodeChild child) throws IOException, InterruptedException {
    Optional<URI> door = child.isAlive() ? child.door() : Optional.empty();
    return door.isPresent() ? doors.status(door.get()) : Optional.empty();
  }

  /** Where running nodes are. */
  Map<PublicKey, InetSocketAddress> addresses() throws IOException {
    Map<PublicKey, InetSocketAddress> addresses = new LinkedHashMap<>();
    for (Map.Entry<PublicKey, NodeChild> each : byKey.entrySet()) {
      if (each.getValue().isAlive()) {
        addresses.put(each.getKey(), each.getValue().address());
      }
    }
    return addresses;
  }

  /** Kills a node. */
  synchronized void kill(int node) throws IOException, InterruptedException {
    ended = ended.plus(received(children.get(node)));
    children.get(node).kill();
  }

  /** Starts a node again; one that never ran begins. */
  synchronized void startAgain(int node) throws IOException {
    restarts++;
    children.get(node).start();
  }

  /** How often a node was started again. */
  synchronized long restarts() {
    return restarts;
  }

  /** What all nodes have received so far. */
  synchronized Received received() throws IOException, InterruptedException {
    Received all = ended;
    for (NodeChild child : children) {
      all = all.plus(received(child));
    }
    return all;
  }

  private Received received(NodeChild child) throws IOException, InterruptedException {
    Optional<URI> door = child.isAlive() ? child.door() : Optional.empty();
    Optional<String> page =
        door.isPresent() ? doors.page(door.get(), "/metrics") : Optional.empty();
    return page.map(Nodes::received).orElse(new Received(0, 0));
  }

  /** From a page of metrics. */
  static Received received(String page) {
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
    return new Received(messages, bytes);
  }

  /** The highest view of these nodes, as they say; nothing if none answers. */
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
    return children.stream().mapToLong(NodeChild::cpuNs).sum();
  }

  /** Processor time that compilers took in the present lives, in ns. */
  synchronized long compilingNs() {
    return children.stream().mapToLong(NodeChild::compilingNs).sum();
  }

  /** Has all stop in order, and waits for that. */
  void stop() throws InterruptedException {
    children.forEach(NodeChild::stop);
    for (NodeChild child : children) {
      child.awaitEnd();
    }
  }

  private void killAll() {
    children.forEach(NodeChild::kill);
  }

  @Override
  public void close() {
    killAll();
    doors.close();
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      return; // The process ends, and the hook has run.
    }
  }
}
