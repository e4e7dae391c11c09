package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.chain.PowRecords;
import org.medchain.launcher.WholeFolder;

/**
 * A system that takes records, and its clients: they put, read and correct records of a day, and
 * are timed.
 *
 * @param place of all its files
 * @param put records of the day that clients have taken
 * @param filled records that are there to be read and corrected
 * @param drawn how often one of these was chosen
 */
record StartedSystem(
    RecordSystem system,
    Path place,
    DayRecords records,
    AtomicInteger put,
    AtomicInteger filled,
    AtomicInteger drawn)
    implements AutoCloseable {
  private static final int DIGITS = 3;

  /** In an open loop a request waits for no other one, as far as there are threads. */
  private static final int OPEN_THREADS = 64;

  /** What clients ask for while they are measured (BASE-9). */
  enum BenchOperation {
    /** A new record. */
    PUT,
    /** The content of a record, by a reader with a grant. */
    READ,
    /** New content for a record. */
    CORRECT,
    /** A visit as the day has it: a new record, a grant, a read by its reader, its history. */
    VISIT
  }

  /**
   * What was measured.
   *
   * @param latencyUs of the requests that were answered, in µs: in an open loop from their intended
   *     starts
   * @param failed requests that ended otherwise
   * @param seconds from the first start until the last end
   */
  record Measured(Histogram latencyUs, long failed, double seconds) {}

  StartedSystem(RecordSystem system, Path place, DayRecords records) {
    this(system, place, records, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
  }

  /** Whether its times are virtual. */
  boolean isSimulated() {
    return system instanceof PowRecords;
  }

  private long nowNs() {
    return system instanceof PowRecords pow ? pow.virtualNs() : System.nanoTime();
  }

  /**
   * Puts the first records.
   *
   * @param granted every how many-th is granted to its reader
   */
  List<RecordEntry> fill(int clients, int count, int granted)
      throws IOException, InterruptedException {
    List<RecordEntry> all = IntStream.range(0, count).mapToObj(records::entry).toList();
    atOnce(
        clients,
        () -> {
          for (int number; (number = put.getAndIncrement()) < count; ) {
            system.put(all.get(number));
            if (number % granted == 0) {
              system.grant(all.get(number).id(), records.reader(number));
            }
          }
          return true;
        });
    put.set(count);
    filled.set(count);
    return all;
  }

  /**
   * Requests for a time.
   *
   * @param rate at which they come, whether or not earlier ones are answered: an open loop, of wall
   *     time; 0 for a closed loop, of as many as clients make that wait for each answer
   */
  Measured measure(int clients, BenchOperation operation, double seconds, double rate)
      throws IOException, InterruptedException {
    long beganNs = nowNs();
    AtomicInteger next = new AtomicInteger();
    LongSupplier startNs =
        () -> rate > 0 ? beganNs + (long) (next.getAndIncrement() / rate * 1e9) : nowNs();
    Histogram latencies = new ConcurrentHistogram(DIGITS);
    AtomicLong failed = new AtomicLong();
    atOnce(
        rate > 0 ? OPEN_THREADS : clients,
        () -> {
          for (long ns; (ns = startNs.getAsLong()) < beganNs + seconds * 1e9; ) {
            TimeUnit.NANOSECONDS.sleep(ns - nowNs());
            try {
              request(operation);
              latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(nowNs() - ns));
            } catch (IOException e) {
              long unused = failed.incrementAndGet();
            }
          }
          return true;
        });
    return new Measured(latencies, failed.get(), (nowNs() - beganNs) / 1e9);
  }

  /** Work of several clients at a time; returns when all have ended. */
  private static void atOnce(int clients, Callable<Boolean> work)
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      for (Future<Boolean> each : pool.invokeAll(Collections.nCopies(clients, work))) {
        boolean unused = each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void request(BenchOperation operation) throws IOException, InterruptedException {
    boolean added = operation == BenchOperation.PUT || operation == BenchOperation.VISIT;
    // Those that are there are drawn in the same order in each run.
    int version = added ? 0 : drawn.incrementAndGet();
    int number = added ? put.getAndIncrement() : new Random(version).nextInt(filled.get());
    RecordEntry entry = records.entry(number);
    switch (operation) {
      case PUT -> system.put(entry);
      case READ -> read(entry.id(), records.reader(number));
      case CORRECT -> system.correct(entry.id(), records.content(number, version));
      case VISIT -> {
        system.put(entry);
        system.grant(entry.id(), records.reader(number));
        read(entry.id(), records.reader(number));
        int versions = system.history(entry.id()).size();
        if (versions != 1) {
          throw new IOException(entry.id() + " has " + versions + " versions, not one");
        }
      }
    }
  }

  private void read(String id, String reader) throws IOException, InterruptedException {
    if (system.read(id, reader).isEmpty()) {
      throw new IOException(id + " was not read by who may read it");
    }
  }

  @Override
  public void close() throws IOException {
    try (system) {
      // Nothing runs in the folder any more when it goes.
    } finally {
      WholeFolder.delete(place);
    }
  }
}
