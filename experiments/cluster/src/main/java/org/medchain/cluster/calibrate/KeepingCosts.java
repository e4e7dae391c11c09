package org.medchain.cluster.calibrate;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.calibrate.PlayedCheckpoints.Kept;
import org.medchain.cluster.calibrate.PlayedReplicas.Played;
import org.medchain.consensus.Token;
import org.medchain.node.ledger.Decision;
import org.medchain.node.storage.DamagedStore;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * What it takes the disks of four nodes, all at once as checkpoints come, to make a snapshot
 * durable, and then the log that begins with it: straight lines over its length in KiB.
 *
 * @param us processor time of one node, of all its threads, in µs
 * @param usPerKib the same for each KiB
 * @param forceUs real time beyond that processor time, for the two forces of each node, in µs
 * @param forceUsPerKib the same for each KiB
 */
record KeepingCosts(Measured us, Measured usPerKib, Measured forceUs, Measured forceUsPerKib) {
  /** Of the log: once with the snapshot, once with what begins the log anew. */
  static final int FORCES = 2;

  private static final int NODES = 4;
  private static final int WARM = 3;
  private static final long PATIENCE_S = 60;
  private static final double NS_PER_US = 1e3;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Keeps all of them so often. */
  static KeepingCosts measure(Path place, List<Played> blocks, List<Kept> snapshots, int rounds)
      throws IOException, InterruptedException {
    List<Disk> disks = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      for (int i = 0; i < NODES; i++) {
        disks.add(new Disk(place.resolve("kept-" + i), blocks));
      }
      return measure(threads, disks, snapshots, rounds);
    } finally {
      for (Disk each : disks) {
        each.close();
      }
    }
  }

  private static KeepingCosts measure(
      ExecutorService threads, List<Disk> disks, List<Kept> snapshots, int rounds)
      throws IOException, InterruptedException {
    List<FittedLine> cores = new ArrayList<>();
    List<FittedLine> forces = new ArrayList<>();
    for (int round = -WARM; round < rounds; round++) {
      FittedLine core = new FittedLine();
      FittedLine force = new FittedLine();
      for (Kept each : snapshots) {
        long before = PROCESS.getProcessCpuTime();
        double realUs = keep(threads, disks, each);
        double us = (PROCESS.getProcessCpuTime() - before) / NS_PER_US / NODES;
        core.add(each.kib(), us);
        force.add(each.kib(), Math.max(0, realUs - us));
      }
      if (round >= 0) {
        cores.add(core);
        forces.add(force);
      }
    }
    return new KeepingCosts(
        Measured.of(cores.stream().map(FittedLine::height).toList()),
        Measured.of(cores.stream().map(FittedLine::slope).toList()),
        Measured.of(forces.stream().map(FittedLine::height).toList()),
        Measured.of(forces.stream().map(FittedLine::slope).toList()));
  }

  /** The mean real time of all nodes, in µs. */
  private static double keep(ExecutorService threads, List<Disk> disks, Kept kept)
      throws IOException, InterruptedException {
    List<Callable<Double>> all = new ArrayList<>();
    disks.forEach(disk -> all.add(() -> disk.keep(kept)));
    double us = 0;
    try {
      for (Future<Double> each : threads.invokeAll(all)) {
        us += each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the disk cannot be measured: " + e.getCause().getMessage(), e);
    }
    return us / disks.size();
  }

  /** One node's. */
  private static final class Disk implements AutoCloseable {
    private final BlockingQueue<Token> durable = new LinkedBlockingQueue<>();
    private final FolderVolume volume;
    private final NodeStore store;
    private final List<Played> blocks;
    private int stored;
    private long token;
    private long height;

    Disk(Path folder, List<Played> blocks) throws IOException {
      this.blocks = blocks;
      volume = FolderVolume.open(folder);
      try {
        store =
            NodeStore.open(volume, StoreOptions.DEFAULT, durable::add, new SimpleMeterRegistry());
      } catch (DamagedStore e) {
        throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
      }
    }

    /** Real time in µs until it is durable, and the log's new beginning after it. */
    double keep(Kept kept) throws InterruptedException {
      height++;
      if (stored < blocks.size()) {
        // A snapshot waits for the blocks under it.
        Played next = blocks.get(stored++);
        store.blocks().append(new Decision(next.block(), StoringCosts.certificate(next.block())));
      }
      long before = System.nanoTime();
      Token snapshot = new Token(++token);
      store.keep(snapshot, height, kept.snapshot());
      force(snapshot);
      Token beginning = new Token(++token);
      store.append(beginning, kept.snapshot().context());
      store.truncate(beginning, height);
      force(beginning);
      return (System.nanoTime() - before) / NS_PER_US;
    }

    private void force(Token upTo) throws InterruptedException {
      store.force(upTo);
      Token told = durable.poll(PATIENCE_S, TimeUnit.SECONDS);
      while (told != null && told.compareTo(upTo) < 0) {
        told = durable.poll(PATIENCE_S, TimeUnit.SECONDS);
      }
      if (told == null) {
        throw new IllegalStateException("a snapshot was not durable after " + PATIENCE_S + " s");
      }
    }

    @Override
    public void close() throws IOException {
      store.close();
      volume.close();
    }
  }
}
