package org.medchain.agents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.TransactionSource;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/**
 * PBFT replicas under the seeded simulation, with the agents as the clients of a closed load: they
 * order a block, wait until all of it is accepted, read the receipts, and order the next. A closed
 * load keeps as many requests in flight all the time, so every block is filled up.
 *
 * @param size transactions of each block
 * @param seed of the simulation's own draws
 */
record PbftChain(int size, long seed) {
  /** Every message takes so long, and so long agents think. */
  private static final double LINK_MS = 0.5;

  private static final double THINK_MS = 7.5;
  private static final long MS = 1_000_000;

  /** To the primary; pre-prepare, prepare, commit; back to the clients. */
  private static final long BLOCK_MS = Math.round(5 * LINK_MS + THINK_MS);

  /** Replicas ask each other what they have voted on before they vote (PBFT-29). */
  private static final long START_MS = Math.round(2 * LINK_MS);

  /** When the block at this height is proposed, in ms after genesis. */
  static long proposalTimeMs(long height) {
    return START_MS + (height - 1) * BLOCK_MS;
  }

  /** Plays to the end, and gives the state then. */
  WorldState execute(AgentSimulationRun play) {
    Genesis genesis = play.population().genesis;
    List<MedicalContract> contracts = new ArrayList<>();
    AgentTransactionSource agents = new AgentTransactionSource(play, contracts);
    Load load =
        new Load.Closed(
            1,
            size,
            new DelayDistribution.Constant(THINK_MS),
            (play.blockCount() + 2L) * 2 * BLOCK_MS * MS,
            agents);
    Simulation simulation =
        new Simulation(cluster(play.population(), genesis, contracts), environment(), load, agents);
    SimulationReport report = simulation.run(Long.MAX_VALUE / 2);
    if (!report.drained() || !agents.over) {
      throw new IllegalStateException("the replicas did not reach the end of the run");
    }
    return agreed(contracts);
  }

  /** All replicas executed the same. */
  private static WorldState agreed(List<MedicalContract> contracts) {
    MedicalContract first = contracts.get(0);
    for (MedicalContract each : contracts) {
      if (each.height() != first.height() || !each.stateRoot().equals(first.stateRoot())) {
        throw new IllegalStateException("replicas differ at height " + each.height());
      }
    }
    return first.state();
  }

  private Cluster cluster(AgentPopulation town, Genesis genesis, List<MedicalContract> contracts) {
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(size, 1 << 24, 1_000 * MS),
            60_000 * MS,
            60_000 * MS,
            4 * size,
            100);
    return new Cluster(
        genesis.chainParameters(),
        town.scheme,
        town.nodes,
        Pbft.of(parameters, genesis.membership(), 60_000 * MS, new SharedContexts()),
        executor -> {
          contracts.add(new MedicalContract(genesis, executor));
          return contracts.getLast();
        });
  }

  private RunEnvironment environment() {
    return new RunEnvironment(
        seed,
        NetworkModel.of(new DelayDistribution.Constant(LINK_MS), Double.POSITIVE_INFINITY, 0),
        CpuModel.FREE,
        new DiskModel(0),
        MiningModel.NONE,
        FaultPlan.NONE);
  }

  /** Hands the agents' orders to the load, and the receipts to the agents. */
  private final class AgentTransactionSource implements TransactionSource, SimulationObserver {
    private final AgentSimulationRun play;
    private final List<MedicalContract> contracts;
    private final Deque<Transaction> waiting = new ArrayDeque<>();
    private final List<RequestId> ordered = new ArrayList<>();
    private final Map<RequestId, Receipt> accepted = new LinkedHashMap<>();
    private boolean over;

    AgentTransactionSource(AgentSimulationRun play, List<MedicalContract> contracts) {
      this.play = play;
      this.contracts = contracts;
    }

    @Override
    public Optional<Transaction> next(int client) {
      if (waiting.isEmpty() && !over) {
        think();
      }
      return Optional.ofNullable(waiting.poll());
    }

    private void think() {
      List<Receipt> receipts = ordered.stream().map(accepted::get).toList();
      ordered.clear();
      accepted.clear();
      Optional<List<Transaction>> orders =
          play.nextTransactions(receipts, contracts.get(0).state());
      over = orders.isEmpty();
      orders.ifPresent(each -> waiting.addAll(ContractChain.padToBlock(each, size, play)));
      waiting.forEach(each -> ordered.add(each.request()));
    }

    @Override
    public void accepted(
        int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
      accepted.put(request, receipt);
    }
  }
}
