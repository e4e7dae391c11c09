package org.medchain.comparison.theory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.network.Membership;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;

/**
 * A selfish pool, node 0, among honest miners with equal shares of the rest. Delays are a millionth
 * of an interval: they decide who hears of two blocks first, and nothing else.
 *
 * <p>A block found while all agree is a renewal point: what happened before has no effect. Blocks
 * between two such moments are one independent observation (regenerative simulation; Crane and
 * Lemoine 1977).
 */
final class SelfishRun extends CommittedChains {
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
      Membership members =
          new Membership(cluster.nodes().stream().map(KeyPair::publicKey).toList());
      AdversarySetup surroundings =
          new AdversarySetup(members, cluster.chain(), members.key(0), List.of(), seed);
      ByzantineBehaviour selfish =
          new ByzantineBehaviour.SelfishMiningStrategy(ActivePeriod.ALWAYS);
      Cluster corrupted =
          cluster.with(
              (node, correct) ->
                  node == 0 ? AdversaryFactory.wrap(selfish, correct, surroundings) : correct);
      long endNs = Math.round((FINDS + spare()) * INTERVAL_S * 1e9);
      Load load = new Load.Closed(0, 1, DelayDistribution.NONE, endNs, none -> Optional.empty());
      EarlyStop.run(new Simulation(corrupted, environment(seed, nodes), load, run), endNs);
      if (!run.over) {
        throw new IllegalStateException("no agreement after " + FINDS + " finds");
      }
      return run.cycles;
    }

    /** The pool leads longer than this number of finds in one of 10^8 runs. */
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
      return new RunEnvironment(
          seed,
          new NetworkModel(
              Regions.one(new Regions.Path(among, Double.POSITIVE_INFINITY)),
              0,
              false,
              pools,
              ClientAccess.DIRECT,
              Optional.empty()),
          CpuModel.FREE,
          new DiskModel(0),
          new MiningModel(power.stream().map(each -> each * total).toList()),
          FaultPlan.NONE);
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
