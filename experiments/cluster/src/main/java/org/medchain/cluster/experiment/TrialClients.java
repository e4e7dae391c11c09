package org.medchain.cluster.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.medchain.cluster.load.ClusterLoadDriver;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.PbftClient;
import org.medchain.comparison.DayRecorder;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.metrics.MeasurementWindow;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.simulation.load.Load;

/** All clients of a trial, in this process and on one thread. */
final class TrialClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofMinutes(3);
  private static final long POLL_MS = 10;
  private static final double NS_PER_MS = 1e6;

  private final ConnectionLoop loop = new ConnectionLoop("clients");
  private final List<PbftClient> machines = new ArrayList<>();
  private volatile Optional<ClusterLoadDriver> driver = Optional.empty();

  private final Map<RequestId, Output.Accepted> answers = new ConcurrentHashMap<>();

  private TrialClients() {}

  /** Makes them, and returns when each is connected to all of these nodes. */
  static TrialClients connect(
      TrialCell cell,
      ProcessTrial trial,
      ClusterFolder folder,
      Genesis genesis,
      Map<PublicKey, InetSocketAddress> nodes,
      TrialLinks links)
      throws IOException, InterruptedException {
    TrialClients clients = new TrialClients();
    long retransmitNs = Math.round(cell.config().pbft().clientRetransmitMs() * NS_PER_MS);
    for (int i = 0; i < cell.config().workload().clients(); i++) {
      PbftClient machine =
          new PbftClient(
              clients.loop,
              genesis,
              folder.clientIdentity(i),
              NativeEd25519.orPortable(),
              trial.senders(i),
              retransmitNs,
              UnaryOperator.identity(),
              each -> clients.driver.ifPresent(made -> made.accepted(each)));
      clients.machines.add(machine);
      machine.connect(links.reached(i, nodes));
    }
    if (!Polling.until(
        CONNECT,
        POLL_MS,
        () -> clients.machines.stream().allMatch(it -> it.connections() >= nodes.size()))) {
      clients.close();
      throw new IOException("the clients were not connected to all nodes after 180 s");
    }
    return clients;
  }

  /** What will play a load with these clients. */
  ClusterLoadDriver driver(Load load, MeasurementWindow span, Optional<DayRecorder> day) {
    answers.clear();
    ClusterLoadDriver made =
        new ClusterLoadDriver(
            loop,
            load,
            machines,
            span,
            (each, intendedNs, atNs) -> {
              answers.put(each.request(), each);
              day.ifPresent(
                  steps -> steps.accepted(each.request(), each.receipt(), intendedNs, atNs));
            });
    driver = Optional.of(made);
    return made;
  }

  /** Begins, and returns the monotonic clock's time that is the trial's 0. */
  long start(ClusterLoadDriver made) {
    long originNs = System.nanoTime();
    loop.submit(() -> made.begin(originNs)).syncUninterruptibly();
    return originNs;
  }

  /** Their results under the last load. */
  Map<RequestId, Output.Accepted> answers() {
    return answers;
  }

  /** Received traffic of all of them so far. */
  TrialNodes.ReceivedTraffic received() {
    return new TrialNodes.ReceivedTraffic(
        machines.stream().mapToLong(each -> each.received("frames")).sum(),
        machines.stream().mapToLong(each -> each.received("bytes")).sum());
  }

  /** After this nothing changes any more. */
  @Override
  public void close() {
    machines.forEach(PbftClient::close);
    loop.close();
  }
}
