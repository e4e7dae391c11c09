package org.medchain.node.hostile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** Messages between two looks at the links: less than what a queue takes. */
  private static final int BURST = 64;

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
    ConsensusConfig usual = ConsensusConfig.defaults();
    ConsensusConfig small =
        new ConsensusConfig(
            usual.protocol(),
            usual.requests(),
            usual.batchTransactions(),
            MemoryFlood.BLOCK_BYTES,
            usual.batchDelayMs(),
            usual.viewTimeoutMs(),
            usual.retransmitMs(),
            10_000,
            4,
            usual.confirmations());
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
            NativeEd25519.orPortable(), run.chainId(), run.keys(flood.role()));
    for (int i = 0; i < messages; i++) {
      run.send(flood.role(), 0, flood.next(sender, i, run.nodes.height()));
      if (i % BURST == BURST - 1) {
        run.barrier(flood.role(), 0);
      }
    }
    run.barrier(flood.role(), 0);
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
