package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.load.LoadProcess;
import org.medchain.cluster.load.LoadResult;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.node.agency.client.Polling;
import tools.jackson.databind.json.JsonMapper;

/** Node processes and a client's process, to be measured (NODE-9). */
public final class BenchCluster implements AutoCloseable {
  /** Ends what hangs: the first state may be large. */
  private static final Duration START = Duration.ofMinutes(15);

  /** Options of a client's JVM that need no more memory. */
  public static final List<String> CLIENT =
      List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn320m");

  private final String name;
  private final ClusterFolder folder;
  private final SortedMap<Integer, ChildJvm> nodes = new TreeMap<>();
  private final ChildJvm client;

  /**
   * One load's outcome.
   *
   * @param result of the client
   * @param nodesCpuNs processor time of all nodes meanwhile
   */
  public record LoadMeasurement(LoadResult result, long nodesCpuNs) {
    /** Processor time of all nodes for a request, in µs. */
    public double nodesUsPerRequest() {
      return nodesCpuNs / 1e3 / Math.max(1, result.accepted());
    }
  }

  /**
   * Starts some nodes of a cluster and its client, and waits until they take connections.
   *
   * @param numbers of the nodes that run
   * @param senders that the client signs for
   * @param options of the nodes' JVMs; {@code %d} in one is the node's number
   * @param ofClient options of the client's
   */
  public BenchCluster(
      String name,
      ClusterFolder folder,
      List<Integer> numbers,
      int senders,
      List<String> options,
      List<String> ofClient)
      throws IOException {
    this.name = name;
    this.folder = folder;
    try {
      for (int each : numbers) {
        nodes.put(each, node(each, options));
      }
      for (int each : numbers) {
        await(each);
      }
      client =
          ChildJvm.start(
              name + " client",
              folder.client(0),
              "process.err",
              ofClient,
              List.of(
                  LoadProcess.class.getName(),
                  folder.folder().toString(),
                  numbers.stream().map(String::valueOf).collect(Collectors.joining(",")),
                  Integer.toString(senders)));
    } catch (IOException e) {
      nodes.values().forEach(ChildJvm::close);
      throw e;
    }
  }

  private ChildJvm node(int number, List<String> options) throws IOException {
    List<String> own =
        options.stream().map(each -> each.replace("%d", Integer.toString(number))).toList();
    return ChildJvm.start(
        name + " n" + number,
        folder.node(number),
        "process.err",
        own,
        List.of(NodeProcess.class.getName(), folder.nodeFile(number).toString()));
  }

  private void await(int number) throws IOException {
    Path running = folder.node(number).resolve("running.yaml");
    ChildJvm node = nodes.get(number);
    try {
      var unused = Polling.until(START, 20, () -> Files.exists(running) || !node.isAlive());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (!Files.exists(running)) {
      throw new IOException("n" + number + " does not start: " + node.stderrTail());
    }
  }

  /** Plays one load. */
  public LoadMeasurement run(LoadPlan plan) throws IOException {
    long before = cpuNs();
    String answer =
        client.request(JsonMapper.shared().writeValueAsString(plan), LoadProcess.limit(plan));
    return new LoadMeasurement(
        JsonMapper.shared().readValue(answer, LoadResult.class), cpuNs() - before);
  }

  private long cpuNs() {
    return nodes.values().stream().mapToLong(ChildJvm::cpuNs).sum();
  }

  @Override
  public void close() {
    client.close();
    nodes.values().forEach(ChildJvm::close);
  }
}
