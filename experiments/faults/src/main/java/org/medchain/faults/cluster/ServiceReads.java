package org.medchain.faults.cluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.faults.host.ServiceRead;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.operations.ShellAccess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the shells of the nodes whose services a plan attacks, twice a second, where the ledger
 * stands. The clients of a run use the consensus protocol itself and never pass a shell, so only
 * these reads see what Chaos Monkey does, and only they can tell that a shell told something false.
 */
final class ServiceReads implements AutoCloseable {
  private static final long PERIOD_MS = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LAST = Duration.ofSeconds(60);

  private final ClusterFolder folder;
  private final Set<Integer> nodes;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final JsonMapper json = new JsonMapper();
  private final List<ServiceRead> reads = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private long originNs;

  private ServiceReads(ClusterFolder folder, Set<Integer> nodes) {
    this.folder = folder;
    this.nodes = nodes;
  }

  /** Of a cluster that does not run yet: nodes that a plan attacks by their shell get one. */
  static ServiceReads prepare(ClusterFolder folder, List<FaultEvent> plan) throws IOException {
    Set<Integer> nodes = new TreeSet<>();
    plan.stream()
        .filter(each -> each.kind().group() == NemesisKind.Group.SERVICE)
        .map(FaultEvent::nodes)
        .flatMap(Collection::stream)
        .forEach(nodes::add);
    for (int node : nodes) {
      Files.writeString(
          folder.nodeFile(node),
          "shell: {port: 0, profiles: [chaos-monkey]}\n",
          StandardOpenOption.APPEND);
    }
    return new ServiceReads(folder, nodes);
  }

  /** Begins; {@code fromNs} is the beginning of the load by the monotonic clock. */
  void begin(long fromNs) {
    originNs = fromNs;
    for (int node : nodes) {
      threads.add(Thread.ofVirtual().name("service-n" + node).start(() -> ask(node)));
    }
  }

  private void ask(int node) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        read(node);
        TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServiceRead read(int node) throws InterruptedException {
    long startNs = System.nanoTime();
    int code = 0;
    long height = 0;
    String head = "";
    try {
      HttpResponse<String> answer = get(node);
      code = answer.statusCode();
      if (code == ServiceRead.ANSWERED) {
        JsonNode told = json.readTree(answer.body());
        height = told.path("height").asLong();
        head = told.path("head").asString();
      }
    } catch (IOException e) {
      code = 0; // No answer is one that the history has, too.
    }
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    ServiceRead read = new ServiceRead(startNs - originNs, node, code, tookMs, height, head);
    synchronized (reads) {
      reads.add(read);
    }
    return read;
  }

  private HttpResponse<String> get(int node) throws IOException, InterruptedException {
    ShellAccess shell = ShellAccess.read(folder.node(node).resolve("data"));
    return client.send(
        HttpRequest.newBuilder(shell.address().resolve("/ledger"))
            .header("Authorization", shell.authorization())
            .timeout(TIMEOUT)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /**
   * Ends. All is healed, so each of these nodes has to answer.
   *
   * @return those that do not, a line each
   */
  List<String> end(IntPredicate which) throws InterruptedException {
    stop();
    List<String> silent = new ArrayList<>();
    for (int node : nodes) {
      if (which.test(node) && !Polling.until(LAST, PERIOD_MS, () -> read(node).answered())) {
        silent.add("the service of n" + node + " does not answer after the heal");
      }
    }
    return silent;
  }

  private void stop() throws InterruptedException {
    for (Thread each : threads) {
      each.interrupt();
      each.join();
    }
    threads.clear();
  }

  /** In the order of their times. */
  List<ServiceRead> reads() {
    synchronized (reads) {
      return reads.stream().sorted(Comparator.comparingLong(ServiceRead::atNs)).toList();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    client.shutdownNow();
  }
}
