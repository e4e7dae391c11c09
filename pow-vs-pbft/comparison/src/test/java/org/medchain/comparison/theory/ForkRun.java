package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Real miners with equal shares and one delay between them, who mine empty blocks from the genesis
 * block on. Which miner knows which block is derived from the messages, not computed from the
 * delay.
 */
final class ForkRun implements SimulationObserver {
  static final double INTERVAL_S = 10;

  /** Blocks before those that are looked at: at the genesis block all miners agree. */
  private static final int FIRST = 20;

  /** Blocks that are looked at. Those after them only decide whether they had competitors. */
  private static final int BLOCKS = 500;

  /** Extra intervals so that less than one of 10^9 runs ends too soon. */
  private static final int SPARE = 150;

  /** Cheap to search for: how long it takes is drawn, not found. */
  private static final long HASHES_PER_BLOCK = 8;

  private final List<FoundBlock> blocks = new ArrayList<>();
  private final int[] found;

  /** How many blocks a listener, the first index, was sent by a finder, the second. */
  private final int[][] heard;

  private final Map<PublicKey, Integer> miners = new LinkedHashMap<>();
  private final Set<Integer> kinds = new TreeSet<>();
  private long firstHeight;
  private long height;

  /** A block that is looked at. */
  private static final class FoundBlock {
    final int finder;

    /** The how manieth of its finder's, whose blocks are heard in their order. */
    final int number;

    boolean hasCompetitor;

    FoundBlock(int finder, int number) {
      this.finder = finder;
      this.number = number;
    }
  }

  private ForkRun(List<KeyPair> nodes) {
    found = new int[nodes.size()];
    heard = new int[nodes.size()][nodes.size()];
    nodes.forEach(node -> miners.put(node.publicKey(), miners.size()));
  }

  /** What a run depends on besides its luck. */
  record ForkRunSetup(Cluster cluster, double delayS) {
    static ForkRunSetup of(int miners, double delayS) {
      Difficulty difficulty = Difficulty.ofCoefficient(HASHES_PER_BLOCK);
      return new ForkRunSetup(new SinglePatientChain(miners, 1, difficulty).pow(1), delayS);
    }

    ForkRun run(long seed) {
      ForkRun run = new ForkRun(cluster.nodes());
      DelayDistribution delay = new DelayDistribution.Constant(1e3 * delayS);
      RunEnvironment environment =
          new RunEnvironment(
              seed,
              NetworkModel.of(delay, Double.POSITIVE_INFINITY, 0),
              CpuModel.FREE,
              new DiskModel(0),
              MiningModel.equal(cluster.nodes().size(), HASHES_PER_BLOCK / INTERVAL_S),
              FaultPlan.NONE);
      long endNs = Math.round((FIRST + BLOCKS + SPARE) * INTERVAL_S * 1e9);
      Load load = new Load.Closed(0, 1, DelayDistribution.NONE, endNs, none -> Optional.empty());
      EarlyStop.run(new Simulation(cluster, environment, load, run), endNs);
      // One kind, the block itself: otherwise counting messages would not be counting blocks.
      assertThat(run.kinds).hasSize(1);
      assertThat(run.blocks).hasSize(FIRST + BLOCKS);
      return run;
    }
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    if (blocks.size() == FIRST + BLOCKS && blocks.stream().allMatch(this::isHeard)) {
      throw new EarlyStop();
    }
    for (FoundBlock block : blocks) {
      block.hasCompetitor |= block.finder != node && heard[node][block.finder] < block.number;
    }
    found[node]++;
    if (blocks.size() < FIRST + BLOCKS) {
      blocks.add(new FoundBlock(node, found[node]));
      height = Math.max(height, sealed.height());
      firstHeight = blocks.size() <= FIRST ? height : firstHeight;
    }
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    int listener = Integer.parseInt(party.substring(1));
    heard[listener][miners.get(envelope.sender())]++;
    kinds.add(envelope.code());
  }

  /** Whether no miner is left that could find a competitor. */
  private boolean isHeard(FoundBlock block) {
    for (int listener = 0; listener < heard.length; listener++) {
      if (listener != block.finder && heard[listener][block.finder] < block.number) {
        return false;
      }
    }
    return true;
  }

  /** Share of the blocks with a competitor, found by a miner that did not know them. */
  double competitors() {
    long many = blocks.stream().skip(FIRST).filter(block -> block.hasCompetitor).count();
    return (double) many / BLOCKS;
  }

  /** Share of the blocks by which the longest chain did not grow. */
  double stale() {
    return 1 - (double) (height - firstHeight) / BLOCKS;
  }
}
