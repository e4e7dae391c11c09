package org.medchain.baseline.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.RecordVersion;
import org.medchain.data.Bytes;

/** Clients of one system: they put, read and correct records of a day, and are timed. */
final class BenchClients {
  private static final int DIGITS = 3;
  private static final long NS_PER_US = 1000;

  /** In an open loop a request waits for no other one, as far as there are threads. */
  private static final int OPEN_THREADS = 64;

  private final RecordSystem system;
  private final DayRecords records;
  private final int clients;
  private final LongSupplier clock;
  private final AtomicInteger put = new AtomicInteger();
  private final AtomicInteger drawn = new AtomicInteger();
  private final AtomicInteger versions = new AtomicInteger();

  /** Records before this one are put and granted. */
  private volatile int readable;

  /**
   * What was measured.
   *
   * @param latencyUs of the requests that were answered, in µs: in an open loop from their intended
   *     starts
   * @param failed requests that ended otherwise
   * @param seconds from the first start until the last end
   */
  record Measured(Histogram latencyUs, long failed, double seconds) {}

  /**
   * Clients of a system.
   *
   * @param clock by which its times are measured, in ns
   */
  BenchClients(RecordSystem system, DayRecords records, int clients, LongSupplier clock) {
    this.system = system;
    this.records = records;
    this.clients = clients;
    this.clock = clock;
  }

  /** Records with grants, for reads and corrections: a number of visits. */
  void prepare(int visits) throws IOException, InterruptedException {
    AtomicInteger left = new AtomicInteger(visits);
    ClientPool.run(
        clients,
        () -> {
          while (left.getAndDecrement() > 0) {
            visit();
          }
        });
    readable = put.get();
  }

  /** As many requests as clients can make that wait for each answer. */
  Measured closed(BenchOperation operation, double seconds)
      throws IOException, InterruptedException {
    long beganNs = clock.getAsLong();
    long endNs = beganNs + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    Histogram latencies = new ConcurrentHistogram(DIGITS);
    AtomicLong failed = new AtomicLong();
    ClientPool.run(
        clients,
        () -> {
          for (long startNs; (startNs = clock.getAsLong()) < endNs; ) {
            timed(operation, startNs, latencies, failed);
          }
        });
    return new Measured(latencies, failed.get(), (clock.getAsLong() - beganNs) / 1e9);
  }

  /** Requests at a rate of wall time, whether or not earlier ones are answered. */
  Measured open(BenchOperation operation, double rate, double seconds)
      throws IOException, InterruptedException {
    long beganNs = System.nanoTime();
    int all = Math.max(1, (int) (rate * seconds));
    AtomicInteger next = new AtomicInteger();
    Histogram latencies = new ConcurrentHistogram(DIGITS);
    AtomicLong failed = new AtomicLong();
    ClientPool.run(
        Math.min(OPEN_THREADS, all),
        () -> {
          for (int number; (number = next.getAndIncrement()) < all; ) {
            long intendedNs = beganNs + (long) (number / rate * TimeUnit.SECONDS.toNanos(1));
            TimeUnit.NANOSECONDS.sleep(intendedNs - System.nanoTime());
            timed(operation, intendedNs, latencies, failed);
          }
        });
    return new Measured(latencies, failed.get(), (System.nanoTime() - beganNs) / 1e9);
  }

  private void timed(BenchOperation operation, long startNs, Histogram latencies, AtomicLong failed)
      throws InterruptedException {
    try {
      request(operation);
      latencies.recordValue((clock.getAsLong() - startNs) / NS_PER_US);
    } catch (IOException e) {
      long unused = failed.incrementAndGet();
    }
  }

  private void request(BenchOperation operation) throws IOException, InterruptedException {
    switch (operation) {
      case PUT -> system.put(records.entry(put.getAndIncrement()));
      case VISIT -> visit();
      case READ -> {
        int number = any();
        require(system.read(records.entry(number).id(), records.reader(number)), number);
      }
      case CORRECT -> {
        int number = any();
        system.correct(
            records.entry(number).id(), records.content(number, versions.incrementAndGet()));
      }
    }
  }

  private void visit() throws IOException, InterruptedException {
    int number = put.getAndIncrement();
    RecordEntry entry = records.entry(number);
    system.put(entry);
    system.grant(entry.id(), records.reader(number));
    require(system.read(entry.id(), records.reader(number)), number);
    List<RecordVersion> history = system.history(entry.id());
    if (history.size() != 1) {
      throw new IOException(entry.id() + " has " + history.size() + " versions, not one");
    }
  }

  /** One of those that are readable, the same ones in each run. */
  private int any() {
    return new Random(drawn.getAndIncrement()).nextInt(readable);
  }

  private static void require(Optional<Bytes> content, int number) throws IOException {
    if (content.isEmpty()) {
      throw new IOException("visit " + number + " was not read by who may read it");
    }
  }
}
