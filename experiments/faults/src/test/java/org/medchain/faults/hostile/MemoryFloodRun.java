package org.medchain.faults.hostile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.crypto.NativeEd25519;

/** A process that plays all floods of memory, one after the other, against one chain. */
final class MemoryFloodRun {
  /** Number of nodes that stand in this process, each with all of it. */
  private static final int NODES = HostileChain.CORRECT;

  /** Blocks of what waits, is executed, kept below checkpoints and shown, at each node. */
  private static final int BLOCKS = 64 + 4 + 2 * 257 + 13 + 24;

  /** Indexes, logs and caches, which grow with the chain and have no row. */
  private static final long BESIDES = 12L << 20;

  /** Bytes between two looks at the links: what waits at the sender is in the same heap. */
  private static final int BURST = 4 << 20;

  private MemoryFloodRun() {}

  /** What all floods together may leave: the sum of the bounds that they reach. */
  static long bound() {
    return (long) NODES * BLOCKS * MemoryFlood.BLOCK_BYTES + BESIDES;
  }

  /**
   * Plays them.
   *
   * @param args a folder for the chain, how many times the quick form's messages, a file for what
   *     each flood left
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    ConsensusConfig small =
        RecordCopy.with(
            ConsensusConfig.defaults(),
            Map.of(
                "batchBytes",
                MemoryFlood.BLOCK_BYTES,
                "poolCapacity",
                10_000,
                "checkpointInterval",
                4L));
    List<String> lines = new ArrayList<>();
    try (HostileRun run = new HostileRun(Path.of(args[0]), 1, 200, small)) {
      run.warmUp();
      long before = usedAfterCollection();
      for (MemoryFlood flood : MemoryFlood.values()) {
        play(run, flood, flood.messages() * Integer.parseInt(args[1]));
        run.commit();
        long left = usedAfterCollection() - before;
        lines.add(flood + "," + left);
        System.out.println("played: " + flood);
        Files.write(Path.of(args[2]), lines);
        run.nodes.failure().ifPresent(lines::add);
      }
    }
    System.exit(0);
  }

  private static void play(HostileRun run, MemoryFlood flood, int messages) throws Exception {
    var sender =
        new MemoryFlood.FloodSender(
            NativeEd25519.orPortable(), run.chain.genesis.chain(), run.keys(flood.role()));
    long bytes = 0;
    for (int i = 0; i < messages; i++) {
      HostileMessage message = flood.next(sender, i, run.nodes.height());
      run.send(flood.role(), 0, message);
      bytes += size(message);
      if (bytes > BURST) {
        bytes = 0;
        HostileTraffic.barrier(run, flood.role(), 0);
      }
    }
    HostileTraffic.barrier(run, flood.role(), 0);
  }

  private static long size(HostileMessage message) {
    return switch (message) {
      case HostileMessage.EnvelopeMessage sent -> sent.envelope().size();
      case HostileMessage.CallMessage call -> call.body().size();
    };
  }

  static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
