package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.comparison.theory.ForkRateTest.ForkSimulation;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;
import org.medchain.comparison.theory.SinglePatientChain.EarlyStop;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.observe.SimulationObserver;

/** CMP-25: how often the blocks of real miners compete and are lost, against their delay. */
@Tag("statistical")
class SimulatedForksTest {
  private static final int PILOT = 20;

  @ParameterizedTest
  @CsvSource({"4, 1, 126", "4, 2.5, 52", "4, 5, 33", "2, 10, 20", "7, 10, 14"})
  void competeAndAreLostAsOftenAsInTheModel(int miners, double delayS, int size) {
    RequiredPrecision.VERIFY.check(seed(25_100, miners, delayS), size, forks(miners, delayS));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"4, 1", "4, 2.5", "4, 5", "2, 10", "7, 10"})
  void competeAndAreLostAsOftenAsInTheModelMoreClosely(int miners, double delayS) {
    RequiredPrecision.EXHAUSTIVE.check(seed(25_200, miners, delayS), PILOT, forks(miners, delayS));
  }

  private static long seed(long base, int miners, double delayS) {
    return base + 20L * miners + Math.round(2 * delayS);
  }

  /**
   * The share that is lost has a closed form for very many miners only, so for a few it is compared
   * with the model itself, a million of its blocks.
   */
  static RequiredPrecision.Experiment forks(int miners, double delayS) {
    ForkRun.ForkRunSetup setting = ForkRun.ForkRunSetup.of(miners, delayS);
    ForkRate exact = new ForkRate(delayS, ForkRun.INTERVAL_S);
    double lost =
        ForkSimulation.equalMiners(miners, delayS, ForkRun.INTERVAL_S, 5533).stale().mean();
    return (seed, size) -> {
      SummaryStatistics competitors = new SummaryStatistics();
      SummaryStatistics stale = new SummaryStatistics();
      for (int i = 0; i < size; i++) {
        ForkRun run = setting.run(RequiredPrecision.seed(seed, i));
        competitors.addValue(run.competitors());
        stale.addValue(run.stale());
      }
      // Few miners lose less than many, because each knows its own blocks at once.
      assertThat(stale.getMean()).isLessThan(exact.staleRateOfManyMiners());
      String at =
          String.format(
              Locale.ROOT, " n=%d delay/interval=%s", miners, delayS / ForkRun.INTERVAL_S);
      return List.of(
          new TheoryComparison(
              "competitors" + at,
              exact.competitorProbabilityOfEqualMiners(miners),
              SampleEstimate.MeanEstimate.of(competitors)),
          new TheoryComparison("stale" + at, lost, SampleEstimate.MeanEstimate.of(stale)));
    };
  }

  /**
   * Real miners with equal shares and one delay between them, who mine empty blocks from the
   * genesis block on.
   */
  static final class ForkRun implements SimulationObserver {
    static final double INTERVAL_S = 10;

    /** Blocks before those that are looked at: at the genesis block all miners agree. */
    private static final int FIRST = 20;

    /** Blocks that are looked at. */
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
            SinglePatientChain.calm(
                seed,
                delay,
                MiningModel.equal(cluster.nodes().size(), HASHES_PER_BLOCK / INTERVAL_S));
        long endNs = Math.round((FIRST + BLOCKS + SPARE) * INTERVAL_S * 1e9);
        EarlyStop.mine(cluster, environment, run, endNs);
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

    double stale() {
      return 1 - (double) (height - firstHeight) / BLOCKS;
    }
  }
}
