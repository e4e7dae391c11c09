package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.calibrate.ClockedRun.RecordedBlock;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Snapshot;
import org.medchain.contract.Genesis;

/**
 * A node's costs of a checkpoint, as straight lines over the length of state and client table in
 * KiB: of replica and contract in runs with checkpoints, and of four nodes' disks, all at once as
 * at checkpoints, that make a snapshot durable, and then the log that begins with it.
 *
 * @param us processor time of all threads, in µs
 * @param usPerKib the same for each KiB
 * @param forceUs how much longer than a force of the log the disk takes, in µs
 * @param forceUsPerKib the same for each KiB
 * @param kib length of the longest snapshot that it was measured with
 */
record CheckpointCosts(
    MedianEstimate us,
    MedianEstimate usPerKib,
    MedianEstimate forceUs,
    MedianEstimate forceUsPerKib,
    double kib) {
  private static final int NODES = 4;
  private static final int WARM = 3;
  private static final long TIMEOUT_S = 60;

  /** Of the log: once with the snapshot, once with the compacted log. */
  private static final int FORCES = 2;

  /**
   * Measures.
   *
   * @param runs with checkpoints
   * @param force one of the log
   * @param rounds in which the disks keep the last run's snapshots
   */
  static CheckpointCosts measure(
      Path place, Genesis genesis, List<ClockedRun> runs, MedianEstimate force, int rounds)
      throws IOException, InterruptedException {
    List<Snapshot> snapshots = runs.getLast().snapshots();
    List<SnapshotDisk> disks = new ArrayList<>();
    try {
      for (int i = 0; i < NODES; i++) {
        disks.add(new SnapshotDisk(place.resolve("kept-" + i), genesis, runs.getLast().blocks()));
      }
      List<DiskLines> kept = new ArrayList<>();
      for (int i = 0; i < WARM + rounds; i++) {
        kept.add(keepAll(disks, snapshots));
      }
      kept.subList(0, WARM).clear();
      return new CheckpointCosts(
          MedianEstimate.of(runs, ClockedRun::checkpointUs)
              .plus(MedianEstimate.of(kept, each -> each.cpuUs().intercept())),
          MedianEstimate.of(runs, ClockedRun::checkpointUsPerKib)
              .plus(MedianEstimate.of(kept, each -> each.cpuUs().slope())),
          MedianEstimate.of(kept, each -> each.waitUs().intercept()).minus(FORCES * force.median()),
          MedianEstimate.of(kept, each -> each.waitUs().slope()),
          snapshots.stream().mapToDouble(ClockedRun::kib).max().orElse(0));
    } finally {
      for (SnapshotDisk each : disks) {
        each.disk.close();
      }
    }
  }

  /**
   * One round.
   *
   * @param cpuUs processor time of one node
   * @param waitUs real time beyond it, for the two forces of each node
   */
  private record DiskLines(LeastSquaresFit cpuUs, LeastSquaresFit waitUs) {}

  private static DiskLines keepAll(List<SnapshotDisk> disks, List<Snapshot> snapshots)
      throws IOException, InterruptedException {
    DiskLines lines = new DiskLines(new LeastSquaresFit(), new LeastSquaresFit());
    for (Snapshot snapshot : snapshots) {
      double before = MeasurementRounds.processCpuUs();
      List<Double> realUs =
          MeasurementRounds.allAtOnce(
              disks.stream().<Callable<Double>>map(disk -> () -> disk.keepUs(snapshot)).toList());
      double cpuUs = (MeasurementRounds.processCpuUs() - before) / NODES;
      double meanUs = realUs.stream().mapToDouble(each -> each).average().orElseThrow();
      lines.cpuUs().add(ClockedRun.kib(snapshot), cpuUs);
      lines.waitUs().add(ClockedRun.kib(snapshot), Math.max(0, meanUs - cpuUs));
    }
    return lines;
  }

  /** One node's. */
  private static final class SnapshotDisk {
    private final BlockingQueue<DurabilityToken> durable = new LinkedBlockingQueue<>();
    private final Iterator<RecordedBlock> blocks;
    private final NodeDisk disk;
    private long token;
    private long height;

    SnapshotDisk(Path folder, Genesis genesis, List<RecordedBlock> blocks) throws IOException {
      this.blocks = blocks.iterator();
      disk = new NodeDisk(folder, genesis, durable::add);
    }

    /** Real time in µs until it is durable, and the log's new beginning after it. */
    double keepUs(Snapshot snapshot) throws InterruptedException {
      height++;
      if (blocks.hasNext()) {
        // A snapshot waits for the blocks under it.
        disk.store().blocks().append(blocks.next().decision());
      }
      double before = MeasurementRounds.realUs();
      disk.store().saveSnapshot(new DurabilityToken(++token), height, snapshot);
      force();
      DurabilityToken beginning = new DurabilityToken(++token);
      disk.store().append(beginning, snapshot.context());
      disk.store().truncate(beginning, height);
      force();
      return MeasurementRounds.realUs() - before;
    }

    private void force() throws InterruptedException {
      DurabilityToken upTo = new DurabilityToken(token);
      disk.store().requestSync(upTo);
      DurabilityToken told;
      do {
        told = durable.poll(TIMEOUT_S, TimeUnit.SECONDS);
        if (told == null) {
          throw new IllegalStateException("a snapshot was not durable after " + TIMEOUT_S + " s");
        }
      } while (told.compareTo(upTo) < 0);
    }
  }
}
