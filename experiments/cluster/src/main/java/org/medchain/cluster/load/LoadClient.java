package org.medchain.cluster.load;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.medchain.cluster.local.PbftClient;
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
import org.medchain.node.center.Identity;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.transport.EventLoops;

/**
 * A client's process under load: one connection to each node, one session for each sender, all on
 * one thread. Latency counts from the time at which a request was due, in an open load, so a client
 * or cluster that falls behind hides nothing (coordinated omission).
 */
final class LoadClient implements AutoCloseable {
  private static final long RETRANSMIT_NS = 3_000_000_000L;

  /** After so long pending requests are given up. */
  private static final long DRAIN_S = 10;

  private final LoadPlan plan;
  private final Genesis genesis;
  private final List<KeyPair> senders;
  private final SignatureScheme scheme = NativeEd25519.orPortable();
  private final X25519MacScheme macs = new X25519MacScheme();
  private final EventLoops loops = EventLoops.of(1, "load");
  private final EventLoop loop = loops.first();
  private final PbftClient client;
  private final Map<RequestId, Long> dueNs = new HashMap<>();
  private final Map<PublicKey, KeyPair> keys = new HashMap<>();
  private final long[] sequence;
  private final Bytes content;
  private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
  private final Histogram latency = new Histogram(3_600_000_000L, 3);

  private long startNs;
  private long measureNs;
  private long endNs;
  private long sent;
  private long accepted;
  private long measured;
  private long cpuBeforeNs;
  private long cpuSpentNs;
  private boolean ended;

  LoadClient(LoadPlan plan, Genesis genesis, Identity identity, List<KeyPair> senders, long first) {
    this.plan = plan;
    this.genesis = genesis;
    this.senders = senders;
    this.sequence = new long[senders.size()];
    java.util.Arrays.fill(sequence, first);
    this.content = new Opaque(Bytes.of(new byte[plan.requestBytes()])).encoded();
    senders.forEach(each -> keys.put(each.publicKey(), each));
    client =
        new PbftClient(
            loops,
            genesis,
            identity,
            scheme,
            senders,
            RETRANSMIT_NS,
            this::sealed,
            this::accepted);
  }

  private Envelope sealed(Envelope envelope) {
    if (!plan.macs() || envelope.code() != Request.TYPE.code()) {
      return envelope;
    }
    Request request = (Request) Request.TYPE.decoder().apply(envelope);
    return Envelope.sealWithMacs(
        macs, genesis.chain(), keys.get(envelope.sender()), request, genesis.membership().keys());
  }

  /** Connects to all nodes, waits until it is, and begins. */
  CompletableFuture<LoadResult> start(Map<PublicKey, InetSocketAddress> nodes)
      throws InterruptedException {
    client.connect(nodes);
    while (client.connections() < nodes.size()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    loop.execute(this::startLoad);
    return result;
  }

  private void startLoad() {
    startNs = System.nanoTime();
    measureNs = startNs + plan.warmup().toNanos();
    endNs = measureNs + plan.duration().toNanos();
    if (plan.outstanding() > 0) {
      for (int i = 0; i < plan.outstanding(); i++) {
        for (int sender = 0; sender < senders.size(); sender++) {
          submit(sender, System.nanoTime());
        }
      }
    } else {
      tick();
    }
    var unusedStart =
        loop.schedule(() -> cpuBeforeNs = cpuNs(), plan.warmup().toNanos(), TimeUnit.NANOSECONDS);
    var unusedEnd =
        loop.schedule(
            this::end, plan.warmup().plus(plan.duration()).toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Open load: all that is due by now, at the times at which it was due. */
  private void tick() {
    long nowNs = System.nanoTime();
    double gapNs = 1e9 / plan.rateTps();
    while (startNs + (long) (sent * gapNs) <= nowNs && nowNs < endNs) {
      submit((int) (sent % senders.size()), startNs + (long) (sent * gapNs));
    }
    if (nowNs < endNs) {
      long waitNs = startNs + (long) (sent * gapNs) - System.nanoTime();
      var unused = loop.schedule(this::tick, Math.max(0, waitNs), TimeUnit.NANOSECONDS);
    }
  }

  private void submit(int sender, long due) {
    KeyPair pair = senders.get(sender);
    RequestId id = new RequestId(pair.publicKey(), ++sequence[sender]);
    Transaction request =
        plan.macs()
            ? Transaction.unsigned(id, Transaction.FIRST_OPAQUE_KIND, content)
            : Transaction.signed(
                scheme,
                genesis.chain(),
                pair,
                id.sequence(),
                Transaction.FIRST_OPAQUE_KIND,
                content);
    dueNs.put(id, due);
    sent++;
    client.submit(request);
  }

  private void accepted(Output.Accepted each) {
    Long due = dueNs.remove(each.request());
    long nowNs = System.nanoTime();
    accepted++;
    if (due != null && due >= measureNs && due < endNs) {
      latency.recordValue(Math.max(1, (nowNs - due) / 1000));
    }
    if (nowNs >= measureNs && nowNs < endNs) {
      measured++;
    }
    if (plan.outstanding() > 0 && nowNs < endNs) {
      submit(senders.indexOf(keys.get(each.request().sender())), nowNs);
    }
    finishIfDrained();
  }

  private static long cpuNs() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /**
   * The time is over. It waits for requests in flight: with MACs, a client that leaves while only
   * some nodes have a request causes a view change in the next load.
   */
  private void end() {
    cpuSpentNs = cpuNs() - cpuBeforeNs;
    ended = true;
    finishIfDrained();
    var unused = loop.schedule(this::finish, DRAIN_S, TimeUnit.SECONDS);
  }

  private void finishIfDrained() {
    if (ended && dueNs.isEmpty()) {
      finish();
    }
  }

  private void finish() {
    result.complete(
        new LoadResult(
            accepted,
            measured / (plan.duration().toNanos() / 1e9),
            cpuSpentNs,
            latency));
  }

  @Override
  public void close() {
    client.close();
    loops.close();
  }
}
