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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.medchain.cluster.calibrate.CheckpointTimer.CapturedSnapshot;
import org.medchain.cluster.calibrate.InstrumentedSimulation.RecordedBlock;
import org.medchain.consensus.DurabilityToken;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * The time of four nodes' disks, all at once as at checkpoints, to make a snapshot durable, and
 * then the log that begins with it: straight lines over its length in KiB.
 *
 * @param us processor time of one node, of all its threads, in µs
 * @param usPerKib the same for each KiB
 * @param forceUs real time beyond that processor time, for the two forces of each node, in µs
 * @param forceUsPerKib the same for each KiB
 */
record SnapshotCosts(
    MedianEstimate us,
    MedianEstimate usPerKib,
    MedianEstimate forceUs,
    MedianEstimate forceUsPerKib) {
  /** Of the log: once with the snapshot, once with the compacted log. */
  static final int FORCES = 2;

  private static final int NODES = 4;
  private static final int WARM = 3;
  private static final long TIMEOUT_S = 60;
  private static final double NS_PER_US = 1e3;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Keeps all of them so often. */
  static SnapshotCosts measure(
      Path place, List<RecordedBlock> blocks, List<CapturedSnapshot> snapshots, int rounds)
      throws IOException, InterruptedException {
    List<NodeDisk> disks = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      for (int i = 0; i < NODES; i++) {
        disks.add(new NodeDisk(place.resolve("kept-" + i), blocks));
      }
      return measure(threads, disks, snapshots, rounds);
    } finally {
      for (NodeDisk each : disks) {
        each.close();
      }
    }
  }

  private static SnapshotCosts measure(
      ExecutorService threads, List<NodeDisk> disks, List<CapturedSnapshot> snapshots, int rounds)
      throws IOException, InterruptedException {
    List<LeastSquaresFit> cores = new ArrayList<>();
    List<LeastSquaresFit> forces = new ArrayList<>();
    for (int round = -WARM; round < rounds; round++) {
      LeastSquaresFit core = new LeastSquaresFit();
      LeastSquaresFit force = new LeastSquaresFit();
      for (CapturedSnapshot each : snapshots) {
        long before = PROCESS.getProcessCpuTime();
        double realUs = saveSnapshot(threads, disks, each);
        double us = (PROCESS.getProcessCpuTime() - before) / NS_PER_US / NODES;
        core.add(each.kib(), us);
        force.add(each.kib(), Math.max(0, realUs - us));
      }
      if (round >= 0) {
        cores.add(core);
        forces.add(force);
      }
    }
    return new SnapshotCosts(
        MedianEstimate.of(cores, LeastSquaresFit::intercept),
        MedianEstimate.of(cores, LeastSquaresFit::slope),
        MedianEstimate.of(forces, LeastSquaresFit::intercept),
        MedianEstimate.of(forces, LeastSquaresFit::slope));
  }

  /** The mean real time of all nodes, in µs. */
  private static double saveSnapshot(
      ExecutorService threads, List<NodeDisk> disks, CapturedSnapshot kept)
      throws IOException, InterruptedException {
    List<Callable<Double>> all = new ArrayList<>();
    disks.forEach(disk -> all.add(() -> disk.saveSnapshot(kept)));
    return MeasurementRounds.allAtOnce("the disk cannot be measured: ", threads, all).stream()
        .collect(Collectors.averagingDouble(us -> us));
  }

  /** One node's. */
  private static final class NodeDisk implements AutoCloseable {
    private final BlockingQueue<DurabilityToken> durable = new LinkedBlockingQueue<>();
    private final FolderVolume volume;
    private final NodeStore store;
    private final List<RecordedBlock> blocks;
    private int stored;
    private long token;
    private long height;

    NodeDisk(Path folder, List<RecordedBlock> blocks) throws IOException {
      this.blocks = blocks;
      volume = FolderVolume.open(folder);
      try {
        store =
            NodeStore.open(volume, StoreOptions.DEFAULT, durable::add, new SimpleMeterRegistry());
      } catch (CorruptStoreException e) {
        throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
      }
    }

    /** Real time in µs until it is durable, and the log's new beginning after it. */
    double saveSnapshot(CapturedSnapshot kept) throws InterruptedException {
      height++;
      if (stored < blocks.size()) {
        // A snapshot waits for the blocks under it.
        RecordedBlock next = blocks.get(stored++);
        store
            .blocks()
            .append(new CertifiedBlock(next.block(), StorageCosts.certificate(next.block())));
      }
      long before = System.nanoTime();
      DurabilityToken snapshot = new DurabilityToken(++token);
      store.saveSnapshot(snapshot, height, kept.snapshot());
      force(snapshot);
      DurabilityToken beginning = new DurabilityToken(++token);
      store.append(beginning, kept.snapshot().context());
      store.truncate(beginning, height);
      force(beginning);
      return (System.nanoTime() - before) / NS_PER_US;
    }

    private void force(DurabilityToken upTo) throws InterruptedException {
      store.requestSync(upTo);
      DurabilityToken told = durable.poll(TIMEOUT_S, TimeUnit.SECONDS);
      while (told != null && told.compareTo(upTo) < 0) {
        told = durable.poll(TIMEOUT_S, TimeUnit.SECONDS);
      }
      if (told == null) {
        throw new IllegalStateException("a snapshot was not durable after " + TIMEOUT_S + " s");
      }
    }

    @Override
    public void close() throws IOException {
      store.close();
      volume.close();
    }
  }
}
