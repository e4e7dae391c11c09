package org.medchain.cluster.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.load.LoadProcess;
import org.medchain.cluster.load.LoadResult;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.json.JsonMapper;

/** Node processes and a client's process, to be measured (NODE-9). */
public final class BenchCluster implements AutoCloseable {
  /** Ends what hangs: the first state may be large. */
  private static final Duration START = Duration.ofMinutes(15);

  private static final Duration STOP = Duration.ofSeconds(20);

  /** Options of a client's JVM that need no more memory. */
  public static final List<String> CLIENT =
      List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn320m");

  private final OwnedCluster processes;
  private final List<ClusterMember> nodes;
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
   * @param ofClient options of the client's JVM
   */
  public BenchCluster(
      ClusterFolder folder, List<Integer> numbers, int senders, List<String> ofClient)
      throws UserInputException, IOException, InterruptedException {
    processes = new OwnedCluster(LocalCluster.of(folder.folder()));
    List<String> names = numbers.stream().map(each -> "n" + each).toList();
    nodes =
        processes.cluster().members().stream().filter(each -> names.contains(each.name())).toList();
    try {
      for (ClusterMember each : nodes) {
        processes.start(each);
      }
      for (ClusterMember each : nodes) {
        processes.cluster().awaitConnections(each, START);
      }
      client =
          ChildJvm.start(
              "client of " + folder.name(),
              folder.client(0),
              "process.err",
              ofClient,
              List.of(
                  LoadProcess.class.getName(),
                  folder.folder().toString(),
                  numbers.stream().map(String::valueOf).collect(Collectors.joining(",")),
                  Integer.toString(senders)));
    } catch (IOException e) {
      processes.close();
      throw e;
    }
  }

  /** Plays one load. */
  public LoadMeasurement run(LoadPlan plan) throws IOException {
    long before = processes.cpuNs(nodes);
    String answer =
        client.request(JsonMapper.shared().writeValueAsString(plan), LoadProcess.limit(plan));
    return new LoadMeasurement(
        JsonMapper.shared().readValue(answer, LoadResult.class), processes.cpuNs(nodes) - before);
  }

  /** Node by node, whose metrics are of interest. */
  public LocalCluster cluster() {
    return processes.cluster();
  }

  /** Those that run. */
  public List<ClusterMember> nodes() {
    return nodes;
  }

  /** The nodes stop in order, as a recording of one is written at its end. */
  @Override
  public void close() throws IOException {
    client.close();
    try {
      processes.cluster().stop(nodes, STOP, forced -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    processes.close();
  }
}
