package org.medchain.cluster;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.contract.Operations;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.node.crypto.NativeEd25519;

/**
 * An open load at a steady rate (CLUSTER-8): latency counts from when a request was due. A sender
 * with too many requests in flight skips its turn, since a ledger distinguishes only a limited
 * number of one sender (CON-3); skipped turns are counted.
 */
final class SoakLoad implements AutoCloseable {
  /**
   * Less than the window that the ledger distinguishes, counted from the first unacknowledged one.
   */
  private static final int MAX_SEQUENCE_SPREAD = 900;

  private static final long MAX_US = 600_000_000L;
  private static final int DIGITS = 3;

  private final ClusterLedgerClient client;
  private final List<SoakSender> senders = new ArrayList<>();
  private final double rateTps;
  private final Bytes content;
  private final Thread thread;
  private volatile boolean ended;

  private Histogram latencyUs = new Histogram(MAX_US, DIGITS);
  private long submitted;
  private long skipped;

  /** The due time of the latest request that was acknowledged. */
  private long acknowledgedDueNs;

  /** One key, and which of its numbers were acknowledged. */
  private static final class SoakSender {
    private final Operations operations;
    private final BitSet acknowledged = new BitSet();
    private int first = 1;
    private int last;
    private int open;

    SoakSender(Operations operations) {
      this.operations = operations;
    }
  }

  /**
   * The events since the last call.
   *
   * @param submitted requests
   * @param skipped turns of senders that waited for too many
   * @param latencyUs of those acknowledged, from when they were due
   */
  record SoakMinute(long submitted, long skipped, Histogram latencyUs) {}

  SoakLoad(ClusterLedgerClient client, Hash chain, List<KeyPair> keys, double rateTps, int bytes) {
    this.client = client;
    this.rateTps = rateTps;
    this.content = Bytes.of(new byte[bytes]);
    var scheme = NativeEd25519.orPortable();
    keys.forEach(each -> senders.add(new SoakSender(new Operations(scheme, chain, each))));
    thread = Thread.ofPlatform().daemon().name("soak-load").unstarted(this::run);
    thread.start();
  }

  private void run() {
    long startNs = System.nanoTime();
    double gapNs = 1e9 / rateTps;
    for (long i = 0; !ended; i++) {
      long dueNs = startNs + (long) (i * gapNs);
      waitUntil(dueNs);
      submit(senders.get((int) (i % senders.size())), dueNs);
    }
  }

  private static void waitUntil(long dueNs) {
    long leftNs = dueNs - System.nanoTime();
    if (leftNs > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(leftNs);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void submit(SoakSender sender, long dueNs) {
    int number;
    synchronized (this) {
      sender.first = sender.acknowledged.nextClearBit(sender.first);
      if (sender.last - sender.first >= MAX_SEQUENCE_SPREAD) {
        skipped++;
        return;
      }
      submitted++;
      sender.open++;
      number = ++sender.last;
    }
    var unused =
        client
            .submit(sender.operations.sign(number, new Opaque(content)))
            .thenAccept(accepted -> acknowledged(sender, number, dueNs));
  }

  private synchronized void acknowledged(SoakSender sender, int number, long dueNs) {
    sender.open--;
    sender.acknowledged.set(number);
    long us = (System.nanoTime() - dueNs) / 1_000;
    latencyUs.recordValue(Math.max(1, Math.min(MAX_US, us)));
    acknowledgedDueNs = Math.max(acknowledgedDueNs, dueNs);
  }

  /** The events since the last call. */
  synchronized SoakMinute minute() {
    SoakMinute minute = new SoakMinute(submitted, skipped, latencyUs);
    submitted = 0;
    skipped = 0;
    latencyUs = new Histogram(MAX_US, DIGITS);
    return minute;
  }

  /** Whether a request that was due later than that is acknowledged. */
  synchronized boolean acknowledgedAfter(long dueNs) {
    return acknowledgedDueNs > dueNs;
  }

  /** How many requests wait for their answers. */
  synchronized int open() {
    return senders.stream().mapToInt(each -> each.open).sum();
  }

  /** Requests no more. */
  void stop() throws InterruptedException {
    ended = true;
    thread.join();
  }

  /** The numbers of a sender's requests that were acknowledged. */
  synchronized BitSet acknowledged(int sender) {
    return (BitSet) senders.get(sender).acknowledged.clone();
  }

  @Override
  public void close() {
    ended = true;
    client.close();
  }
}
