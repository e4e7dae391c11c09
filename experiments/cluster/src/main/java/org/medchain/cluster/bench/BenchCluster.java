package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.load.LoadLineCodec;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.load.LoadProcess;
import org.medchain.cluster.load.LoadResult;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.NodeProcess;

/** Four node processes and a client's process, to be measured (NODE-9). */
final class BenchCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final String name;
  private final ClusterFolder folder;
  private final List<ChildJvm> nodes = new ArrayList<>();
  private final ChildJvm client;

  /**
   * One load's outcome.
   *
   * @param result of the client
   * @param nodesCpuNs processor time of all nodes meanwhile
   */
  record LoadMeasurement(LoadResult result, long nodesCpuNs) {
    double nodesUsPerRequest() {
      return nodesCpuNs / 1e3 / Math.max(1, result.accepted());
    }
  }

  /**
   * Starts all processes and waits until they take connections.
   *
   * @param options of the nodes' JVMs; {@code %d} in one is the node's number
   */
  BenchCluster(String name, Path where, ClusterPlan plan, List<String> options) throws IOException {
    this.name = name;
    this.folder = ClusterFolder.create(where, plan);
    try {
      for (int i = 0; i < plan.nodes(); i++) {
        nodes.add(node(i, options));
      }
      for (int i = 0; i < plan.nodes(); i++) {
        await(i);
      }
      client =
          ChildJvm.start(
              name + " client",
              folder.client(0),
              "process.err",
              List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn320m"),
              List.of(
                  LoadProcess.class.getName(),
                  folder.folder().toString(),
                  Integer.toString(plan.nodes()),
                  Integer.toString(plan.clients())));
    } catch (IOException e) {
      nodes.forEach(ChildJvm::close);
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
    long endNs = System.nanoTime() + START.toNanos();
    while (!Files.exists(running)) {
      if (!nodes.get(number).isAlive() || System.nanoTime() > endNs) {
        throw new IOException("n" + number + " does not start: " + nodes.get(number).stderrTail());
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Plays one load. */
  LoadMeasurement run(LoadPlan plan) throws IOException {
    long before = cpuNs();
    String answer = client.request(LoadLineCodec.encode(plan), LoadProcess.limit(plan));
    return new LoadMeasurement(LoadLineCodec.encodeResult(answer), cpuNs() - before);
  }

  private long cpuNs() {
    return nodes.stream().mapToLong(ChildJvm::cpuNs).sum();
  }

  @Override
  public void close() {
    client.close();
    nodes.forEach(ChildJvm::close);
  }
}
