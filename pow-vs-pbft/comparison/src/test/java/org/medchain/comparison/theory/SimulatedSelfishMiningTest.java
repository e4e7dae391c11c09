package org.medchain.comparison.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;
import org.medchain.comparison.theory.SinglePatientChain.EarlyStop;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;

/** CMP-31: what a selfish pool earns among real miners. */
@Tag("statistical")
class SimulatedSelfishMiningTest {
  private static final int PILOT = 4;

  @ParameterizedTest
  @CsvSource({"0.35, 2, FAR, 12", "0.45, 2, FAR, 15", "0.4, 2, NEAR, 9"})
  void earnsWhatEyalAndSirerSay(
      double share, int honest, SelfishRun.PoolConnectivity pool, int size) {
    RequiredPrecision.VERIFY.check(
        seed(35_000, share, honest, pool), size, pool(share, honest, pool));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({
    "0.35, 2, FAR", "0.4, 2, FAR", "0.45, 2, FAR",
    "0.35, 2, NEAR", "0.4, 2, NEAR", "0.45, 2, NEAR",
    "0.35, 10, NEAR", "0.4, 10, NEAR", "0.45, 10, NEAR"
  })
  void earnsWhatEyalAndSirerSayMoreClosely(
      double share, int honest, SelfishRun.PoolConnectivity pool) {
    RequiredPrecision.EXHAUSTIVE.check(
        seed(36_000, share, honest, pool), PILOT, pool(share, honest, pool));
  }

  private static long seed(long base, double share, int honest, SelfishRun.PoolConnectivity pool) {
    long kind = pool == SelfishRun.PoolConnectivity.NEAR ? 30 : 0;
    return base + Math.round(1000 * share) + kind + 2L * honest;
  }

  static RequiredPrecision.Experiment pool(
      double share, int honest, SelfishRun.PoolConnectivity pool) {
    SelfishRun.SelfishRunSetup setting = SelfishRun.SelfishRunSetup.of(share, honest, pool);
    double gamma = pool.gamma(honest);
    double exact = new SelfishMiningRevenue(share, gamma).relativeRevenue();
    String name = "selfish revenue share=%s gamma=%s".formatted(share, gamma);
    return (seed, size) -> {
      List<SelfishRun.Cycle> cycles = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        cycles.addAll(setting.run(RequiredPrecision.seed(seed, i)));
      }
      double[] pools = cycles.stream().mapToDouble(SelfishRun.Cycle::pools).toArray();
      double[] all = cycles.stream().mapToDouble(SelfishRun.Cycle::all).toArray();
      return List.of(
          new TheoryComparison(name, exact, SampleEstimate.MeanEstimate.ofRatio(pools, all)));
    };
  }

  /** A selfish pool, node 0, among honest miners with equal shares of the rest. */
  static final class SelfishRun extends CommittedChains {
    private static final long HASHES_PER_BLOCK = 8;
    private static final double INTERVAL_S = 1000;
    private static final double NEAR_MS = 1;
    private static final double FAR_MS = 10;

    /** Finds after which the first agreement ends the observation. */
    private static final int FINDS = 3000;

    private final List<Cycle> cycles = new ArrayList<>();
    private int finds;
    private int counted;
    private boolean over;

    /** Blocks of the chain between two agreements. */
    record Cycle(int pools, int all) {}

    /** Who hears the pool's block first when it races with another. */
    enum PoolConnectivity {
      /** No honest miner: γ = 0. */
      FAR {
        @Override
        double gamma(int honest) {
          return 0;
        }
      },
      /**
       * All but the finder of the other block, which never mines on the pool's: γ = 1 − 1/m with m
       * honest miners.
       */
      NEAR {
        @Override
        double gamma(int honest) {
          return 1 - 1.0 / honest;
        }
      };

      abstract double gamma(int honest);
    }

    private SelfishRun(int nodes) {
      super(nodes);
    }

    /** What a run depends on besides its luck. */
    record SelfishRunSetup(Cluster cluster, double share, PoolConnectivity pool) {
      static SelfishRunSetup of(double share, int honest, PoolConnectivity pool) {
        SinglePatientChain chain =
            new SinglePatientChain(1 + honest, 1, Difficulty.ofCoefficient(HASHES_PER_BLOCK));
        return new SelfishRunSetup(chain.pow(1), share, pool);
      }

      List<Cycle> run(long seed) {
        int nodes = cluster.nodes().size();
        SelfishRun run = new SelfishRun(nodes);
        ByzantineBehaviour selfish = new ByzantineBehaviour.SelfishMining();
        long endNs = Math.round((FINDS + spare()) * INTERVAL_S * 1e9);
        EarlyStop.mine(
            SinglePatientChain.corrupted(cluster, selfish, Optional.empty(), seed),
            environment(seed, nodes),
            run,
            endNs);
        if (!run.over) {
          throw new IllegalStateException("no agreement after " + FINDS + " finds");
        }
        return run.cycles;
      }

      private double spare() {
        return 200 + 18 / (1 - 2 * StrictMath.sqrt(share * (1 - share)));
      }

      private RunEnvironment environment(long seed, int nodes) {
        List<Double> power = new ArrayList<>(Collections.nCopies(nodes, (1 - share) / (nodes - 1)));
        power.set(0, share);
        double total = HASHES_PER_BLOCK / INTERVAL_S;
        DelayDistribution near = new DelayDistribution.Constant(NEAR_MS);
        DelayDistribution far = new DelayDistribution.Constant(FAR_MS);
        List<LinkOverride> pools = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
          pools.add(new LinkOverride(0, node, pool == PoolConnectivity.NEAR ? near : far, 0));
          pools.add(new LinkOverride(node, 0, near, 0));
        }
        DelayDistribution among = pool == PoolConnectivity.NEAR ? far : near;
        return SinglePatientChain.calm(
            seed,
            new NetworkModel(
                Regions.one(new Regions.Path(among, Double.POSITIVE_INFINITY)),
                0,
                false,
                pools,
                ClientAccess.DIRECT,
                Optional.empty()),
            new MiningModel(power.stream().map(each -> each * total).toList()));
      }
    }

    @Override
    public void mined(int node, long atNs, Header sealed) {
      super.mined(node, atNs, sealed);
      if (isAgreed()) {
        int height = chain(0).size();
        long pools =
            chain(0).subList(counted, height).stream().filter(block -> finder(block) == 0).count();
        cycles.add(new Cycle(Math.toIntExact(pools), height - counted));
        counted = height;
        over = finds >= FINDS;
        if (over) {
          throw new EarlyStop();
        }
      }
      finds++;
    }
  }
}
