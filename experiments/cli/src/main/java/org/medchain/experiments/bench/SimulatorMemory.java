package org.medchain.experiments.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialRunner;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * What the objects of a trial take while it runs, set-up and observers included: the heap after a
 * collection at some of its heights, less the heap before the trial (SIM-45).
 */
record SimulatorMemory(TrialRunner runner) {
  /** Heads of {@code simulator-memory.csv}. */
  static final List<String> HEADS =
      List.of("protocol", "nodes", "heights", "observers", "height", "live_kib", "bytes_per_node2");

  /** Times that a trial is measured, after as many equal parts of it. */
  private static final int SAMPLES = 5;

  private static final double BYTES_PER_KIB = 1024;

  /** The rows of one trial: without observers, then with all of them. */
  List<List<Object>> rows(BenchedTrial trial) {
    HeapWatch bare = new HeapWatch(trial.heights());
    runner.runUnobserved(trial.cell(), bare);
    HeapWatch observed = new HeapWatch(trial.heights());
    runner.run(trial.cell(), TrialHook.NONE, observed);
    List<List<Object>> rows = new ArrayList<>();
    bare.samples.forEach(sample -> rows.add(sample.row(trial, "none")));
    observed.samples.forEach(sample -> rows.add(sample.row(trial, "all")));
    return rows;
  }

  private record HeapSample(long height, long bytes) {
    List<Object> row(BenchedTrial trial, String observers) {
      int nodes = trial.nodes();
      return List.of(
          trial.protocol().key(),
          nodes,
          trial.heights(),
          observers,
          height,
          Math.round(bytes / BYTES_PER_KIB),
          bytes / ((long) nodes * nodes));
    }
  }

  /** Collects garbage and looks at the heap as the first node commits certain heights. */
  private static final class HeapWatch implements SimulationObserver {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final List<HeapSample> samples = new ArrayList<>();
    private final int step;
    private final long before = used();

    HeapWatch(int heights) {
      this.step = Math.max(1, heights / SAMPLES);
    }

    /** Collected twice: what the first collection only enqueues, the second frees. */
    private static long used() {
      System.gc();
      System.gc();
      return MEMORY.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      long height = block.header().height();
      if (node == 0 && samples.size() < SAMPLES && height >= (samples.size() + 1L) * step) {
        samples.add(new HeapSample(height, used() - before));
      }
    }
  }
}
