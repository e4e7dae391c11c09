package org.medchain.cluster.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.comparison.metrics.LatencyRecorder;
import org.medchain.comparison.metrics.MeasurementWindow;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.contract.Genesis;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Envelope;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.Identity;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.DelayDistribution;

/**
 * A client's process under load: one connection to each node, one session for all senders, all on
 * one thread.
 */
final class LoadClient implements AutoCloseable {
  private static final long RETRANSMIT_NS = 3_000_000_000L;

  /** After so long pending requests are given up. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final LoadPlan plan;
  private final Genesis genesis;
  private final List<KeyPair> senders;
  private final SignatureScheme scheme = NativeEd25519.orPortable();
  private final X25519MacScheme macs = new X25519MacScheme();
  private final ClusterLoadDriver driver;
  private final Map<PublicKey, KeyPair> keys = new HashMap<>();
  private final ClusterLoadDriver.FinalityObserver observer;
  private final long[] sequence;
  private final Bytes content;

  LoadClient(
      LoadPlan plan,
      Genesis genesis,
      List<KeyPair> senders,
      long first,
      ClusterLoadDriver.FinalityObserver observer) {
    this.plan = plan;
    this.genesis = genesis;
    this.senders = senders;
    this.observer = observer;
    senders.forEach(each -> keys.put(each.publicKey(), each));
    this.sequence = new long[senders.size()];
    Arrays.fill(sequence, first);
    this.content = new Opaque(Bytes.of(new byte[plan.requestBytes()])).encoded();
    long warmupUs = plan.warmup().toNanos() / 1_000;
    driver =
        new ClusterLoadDriver(
            load(),
            new MeasurementWindow(warmupUs, warmupUs, endNs() / 1_000, true),
            this::accepted);
  }

  private void accepted(Output.Accepted each, long intendedNs, long atNs) {
    observer.accepted(each, driver.originNs() + intendedNs, driver.originNs() + atNs);
  }

  private long endNs() {
    return plan.warmup().plus(plan.duration()).toNanos();
  }

  private Load load() {
    if (plan.outstanding() > 0) {
      return new Load.Closed(
          senders.size(),
          plan.outstanding(),
          new DelayDistribution.Constant(0),
          endNs(),
          sender -> Optional.of(request(sender)));
    }
    double gapNs = 1e9 / plan.rateTps();
    return new Load.Open(
        IntStream.range(0, (int) Math.ceil(endNs() / gapNs))
            .mapToObj(
                i -> {
                  int sender = i % senders.size();
                  return new RequestArrival((long) (i * gapNs), sender, request(sender));
                })
            .toList());
  }

  private Transaction request(int sender) {
    KeyPair pair = senders.get(sender);
    int kind = Transaction.FIRST_OPAQUE_KIND;
    long number = ++sequence[sender];
    return plan.macs()
        ? Transaction.unsigned(new RequestId(pair.publicKey(), number), kind, content)
        : Transaction.signed(scheme, genesis.chain(), pair, number, kind, content);
  }

  private Envelope sealed(Envelope envelope) {
    if (!plan.macs() || envelope.code() != Request.TYPE.code()) {
      return envelope;
    }
    Request request = (Request) Request.TYPE.decoder().apply(envelope);
    return Envelope.sealWithMacs(
        macs, genesis.chain(), keys.get(envelope.sender()), request, genesis.membership().keys());
  }

  /**
   * Connects to all nodes, and plays the load. It waits for requests in flight: with MACs, a client
   * that leaves while only some nodes have a request causes a view change in the next load.
   */
  LoadResult run(Identity identity, Map<PublicKey, InetSocketAddress> nodes)
      throws IOException, InterruptedException {
    driver.add(genesis, identity, senders, RETRANSMIT_NS, this::sealed, nodes);
    long unusedOrigin = driver.start(nodes.size());
    Thread.sleep(plan.warmup());
    long cpuBeforeNs = cpuNs();
    Thread.sleep(plan.duration());
    long cpuSpentNs = cpuNs() - cpuBeforeNs;
    var unused = Polling.until(DRAIN, 10, driver.drained()::isDone);
    return driver.ask(() -> result(cpuSpentNs));
  }

  private LoadResult result(long cpuSpentNs) {
    LatencyRecorder seen = driver.recorder();
    return LoadResult.of(
        seen.requests().committed(),
        seen.figures().measured(),
        seen.throughput().tps().orElse(0),
        cpuSpentNs,
        seen.latency(endNs() / 1_000));
  }

  private static long cpuNs() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Override
  public void close() {
    driver.close();
  }
}
