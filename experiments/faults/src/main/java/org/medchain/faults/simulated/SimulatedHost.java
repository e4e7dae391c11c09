package org.medchain.faults.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.host.NodeLedger;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.Interpreter;
import org.medchain.faults.workload.WorkloadRun;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.LoadScript;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * The whole cluster in one thread and virtual time: the same seed and plan give the same history,
 * event by event (FAULT-2).
 */
public final class SimulatedHost implements HarnessHost {
  private static final long MS = 1_000_000;
  private static final int BATCH = 64;
  private static final int POOL = 10_000;
  private static final int CHECKPOINT_INTERVAL = 16;

  private static final List<ByzantineBehaviour> LIES =
      List.of(
          new ByzantineBehaviour.Erratic(0.2),
          new ByzantineBehaviour.WrongReplies(ByzantineBehaviour.FalseReplyField.RESULT));

  /** Points to start with and for each record, and the price of a query and its owner's part. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000));

  private static final long GENESIS_MS = 1_600_000_000_000L;

  /** For a simulator of hosts that do not exist. */
  public SimulatedHost() {}

  @Override
  public String name() {
    return "simulation";
  }

  @Override
  public Optional<String> obstacle(NemesisKind kind) {
    return kind.simulationObstacle();
  }

  @Override
  public HostOutcome run(HarnessTest test) {
    SimulatedRun run = new SimulatedRun(test, beginNs(test));
    test.progress().accept(test.plan().size() + " faults in virtual time");
    run.play(run.interpreter);
    return run.outcome();
  }

  /**
   * When the load begins: what the workload does first is played alone, without faults. The run
   * itself then does the same up to there, and its faults come later by so much.
   */
  static long beginNs(HarnessTest test) {
    SimulatedRun first = new SimulatedRun(test.with(List.of()), 0);
    first.play(new FirstCalls(first.interpreter));
    return first.interpreter.beginNs().orElse(0);
  }

  /** A script that ends when what the workload does first is over. */
  private record FirstCalls(Interpreter interpreter) implements LoadScript {
    @Override
    public LoadStep step(long nowNs) {
      LoadStep step = interpreter.step(nowNs);
      return interpreter.beginNs().isPresent()
          ? new LoadStep(List.of(), OptionalLong.empty(), true)
          : step;
    }

    @Override
    public void accepted(int client, Output.Accepted accepted, long nowNs) {
      interpreter.accepted(client, accepted, nowNs);
    }
  }

  /** One run. */
  private static final class SimulatedRun {
    private final HarnessTest test;
    private final long beginNs;
    private final SymbolicSignatures scheme = new SymbolicSignatures();
    private final List<KeyPair> nodes = new ArrayList<>();
    private final List<KeyPair> accounts = new ArrayList<>();
    private final Genesis genesis;
    private final WorkloadRun workload;
    private final Interpreter interpreter;
    private final Map<Integer, SortedMap<Long, Block>> chains = new TreeMap<>();

    /** {@code beginNs}: of the load; the plan's times count from there. */
    SimulatedRun(HarnessTest test, long beginNs) {
      this.test = test;
      this.beginNs = beginNs;
      for (int node = 0; node < test.nodes(); node++) {
        nodes.add(key("node", node));
        chains.put(node, new TreeMap<>());
      }
      List<Role> roles = test.workload().roles().apply(test.settings().workers());
      List<Participant> participants = new ArrayList<>();
      PublicKey practice = key("practice", 0).publicKey();
      participants.add(new Participant(practice, Role.TOWNSHIP_HEALTH_CENTER));
      for (int worker = 0; worker < roles.size(); worker++) {
        accounts.add(key("worker", worker));
        participants.add(
            Participant.of(accounts.get(worker).publicKey(), roles.get(worker), practice));
      }
      genesis =
          new Genesis(
              new Genesis.Terms(
                  GENESIS_MS,
                  nodes.stream().map(KeyPair::publicKey).toList(),
                  1,
                  Difficulty.NONE,
                  10_000,
                  key("center", 0).publicKey(),
                  RULES),
              participants);
      RandomStreams random = new RandomStreams(test.seed());
      List<PublicKey> names = accounts.stream().map(KeyPair::publicKey).toList();
      workload = test.workload().start().begin(names, RULES, random.stream("harness-workload", 0));
      interpreter =
          new Interpreter(
              test.settings(),
              workload,
              accounts.stream().map(each -> new Operations(scheme, genesis.chain(), each)).toList(),
              random.stream("harness-think", 0));
    }

    private KeyPair key(String what, int number) {
      return scheme.keyPair(
          Hash.of(new Encoder().text(what).int64(test.seed()).int32(number).toBytes()).toBytes());
    }

    /** A last call that is never answered is given up; there are few of them. */
    void play(LoadScript script) {
      Load load = new Load.Interactive(test.settings().workers(), script);
      var unused =
          new Simulation(cluster(), environment(), load, new ChainRecorder())
              .run(beginNs + test.settings().lastNs() + 100 * test.settings().lastTimeoutNs());
    }

    private Cluster cluster() {
      PbftParameters parameters =
          new PbftParameters(
              genesis.chainParameters(),
              new BatchLimits(BATCH, 1 << 22, 10 * MS),
              2_000 * MS,
              500 * MS,
              POOL,
              CHECKPOINT_INTERVAL);
      return new Cluster(
              genesis.chainParameters(),
              scheme,
              nodes,
              Pbft.of(parameters, genesis.membership(), 1_000 * MS, new SharedContexts()),
              executor -> new MedicalContract(genesis, executor))
          .with(this::replicaFor);
    }

    private Replica replicaFor(int node, Replica correct) {
      AdversarySetup surroundings =
          new AdversarySetup(
              genesis.membership(),
              genesis.chainParameters(),
              nodes.get(node).publicKey(),
              List.of(),
              test.seed());
      Replica member = correct;
      long originNs = GENESIS_MS * MS + beginNs;
      for (FaultEvent each : test.plan()) {
        if (each.kind() == NemesisKind.BYZANTINE && each.nodes().contains(node)) {
          ActivePeriod period =
              new ActivePeriod(originNs + each.fromNs(), originNs + each.untilNs());
          member = AdversaryFactory.wrap(period, LIES, member, surroundings);
        }
      }
      return member;
    }

    private RunEnvironment environment() {
      return new RunEnvironment(
          test.seed(),
          NetworkModel.of(new DelayDistribution.Lognormal(2, 0.5), Double.POSITIVE_INFINITY, 0),
          CpuModel.FREE,
          new DiskModel(500),
          MiningModel.NONE,
          SimulatedFaults.of(test.plan(), test.nodes(), beginNs));
    }

    /** Every node's ledger; what it fetched from others as a state it does not have as blocks. */
    private final class ChainRecorder implements SimulationObserver {
      @Override
      public void committed(int node, long atNs, Block block, Certificate certificate) {
        chains.get(node).put(block.header().height(), block);
      }
    }

    HostOutcome outcome() {
      List<NodeLedger> ledgers = new ArrayList<>();
      chains.forEach(
          (node, blocks) ->
              ledgers.add(new NodeLedger(node, test.isFaithful(node), blocks, Optional.empty())));
      return new HostOutcome(
          genesis,
          workload,
          interpreter.first(),
          interpreter.records(),
          NemesisAction.of(test.plan()),
          ledgers,
          List.of(),
          List.of());
    }
  }
}
