package org.medchain.cluster.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * The real replicas and the real contract under the experiments' workload, in the simulation,
 * instrumented: the processor time of their steps and executions. The messages are kept as a sample
 * of the nodes' traffic.
 */
final class InstrumentedSimulation {
  private static final int NODES = 4;

  /** The node, not the first primary, whose messages are kept. */
  static final int RECORDED_NODE = 1;

  /**
   * A transaction's cost grows with the offers that earlier ones filled: a run is about as long as
   * a trial of seconds at saturation.
   */
  private static final double RATE_TPS = 800;

  private static final double DURATION_S = 8;
  private static final int CLIENTS = 8;
  private static final int WARM = 1;
  private static final long RECORDING_S = 3;
  private static final int MAX_RECORDED = 2_000;
  private static final long SECOND_NS = 1_000_000_000;

  private static final long NO_TIMEOUT_NS = 1_000_000 * SECOND_NS;

  /** After which everything of a play is final, in virtual time. */
  static final long FULL_RUN_NS = (long) (2 * DURATION_S * SECOND_NS);

  /** The default of {@code pbft.checkpoint_interval}. */
  static final int DEFAULT_INTERVAL = 64;

  /** No run is this long: the costs of checkpoints are measured separately. */
  private static final int NO_CHECKPOINT = 1_000_000;

  private final ProcessTrial trial;
  private final Genesis genesis;
  private final SignatureScheme scheme;
  private final List<Envelope> envelopes = new ArrayList<>();

  /** The height of the receiving node at each arrival. */
  private final List<Long> heights = new ArrayList<>();

  private final List<Output.Reply> replies = new ArrayList<>();
  private final List<RecordedBlock> blocks = new ArrayList<>();

  /**
   * Means over inputs and transactions of one play, from several plays.
   *
   * @param handle a step, with those that follow from it at the same node
   * @param execute one transaction
   */
  record ReplicaCosts(MedianEstimate handle, MedianEstimate execute) {}

  /**
   * A block that one of the nodes executed.
   *
   * @param block the block
   * @param execution what executing it gave
   * @param state after it
   */
  record RecordedBlock(Block block, ExecutionResult execution, ChainState state) {}

  InstrumentedSimulation(SyntheticRecords records, SignatureScheme scheme) {
    this.scheme = scheme;
    WorkloadConfig workload =
        WorkloadConfig.open(
            RATE_TPS,
            CLIENTS,
            OptionalDouble.of(DURATION_S),
            OptionalDouble.of(0),
            OptionalDouble.of(DURATION_S));
    ExperimentConfig config =
        ExperimentConfig.of("calibrate", List.of(ProtocolKind.PBFT), List.of(NODES)).with(workload);
    trial = new ProcessTrial(TrialGrid.of(config).getFirst(), records, scheme);
    long last = records.latestMs();
    genesis =
        trial.genesis(trial.participants().nodes().stream().map(KeyPair::publicKey).toList(), last);
  }

  /** Plays so often, after a play that warms up. */
  ReplicaCosts measure(int times) {
    double clockUs = TimedCalls.clockUs();
    List<TimedPlay> plays = MeasurementRounds.afterWarmUp(WARM, times, i -> timedPlay());
    return new ReplicaCosts(
        MedianEstimate.of(plays, each -> each.steps().usPerCounted(clockUs)),
        MedianEstimate.of(plays, each -> each.executions().usPerCounted(clockUs)));
  }

  private record TimedPlay(TimedCalls steps, TimedCalls executions) {}

  private TimedPlay timedPlay() {
    TimedPlay play = new TimedPlay(new TimedCalls(), new TimedCalls());
    var unused =
        simulation(
                self ->
                    play.steps()
                        .instrument(
                            replica(NO_CHECKPOINT, self), InstrumentedSimulation::isCharged),
                () -> timed(play.executions()))
            .run(FULL_RUN_NS);
    return play;
  }

  /** Runs long enough to fill the sample of messages. */
  void recordMessages() {
    recordMessages(RECORDING_S * SECOND_NS);
  }

  /** Plays so long. */
  void recordMessages(long ns) {
    var unused =
        simulation(self -> replica(DEFAULT_INTERVAL, self), () -> timed(new TimedCalls())).run(ns);
  }

  /** Runs for this time, with this checkpoint interval in heights. */
  CheckpointTimer checkpoints(int interval, long ns) {
    CheckpointTimer checkpoints = new CheckpointTimer();
    var unused =
        simulation(
                self -> checkpoints.instrument(replica(interval, self)),
                () -> checkpoints.instrument(new MedicalContract(genesis)))
            .run(ns);
    return checkpoints;
  }

  private PbftParameters parameters(int checkpointInterval, long viewTimeoutNs) {
    return new PbftParameters(
        genesis.chainParameters(),
        new BatchLimits(1000, 1 << 20, 0),
        viewTimeoutNs,
        SECOND_NS,
        100_000,
        checkpointInterval);
  }

  /** One of the nodes, at its beginning; it sends no VIEW-CHANGE, however slow it is. */
  Replica replicaWithoutTimeouts(int node) {
    return new PbftReplica(
        parameters(DEFAULT_INTERVAL, NO_TIMEOUT_NS), genesis.membership(), keys(node).publicKey());
  }

  private Replica replica(int interval, PublicKey self) {
    return new PbftReplica(parameters(interval, 2 * SECOND_NS), genesis.membership(), self);
  }

  private Simulation simulation(
      Function<PublicKey, Replica> replicas, Supplier<StateMachine> machines) {
    var protocol =
        new org.medchain.simulation.host.ProtocolFactory(
            PbftMessages.all(),
            replicas,
            () -> new PbftClientSession(genesis.membership(), 20 * SECOND_NS));
    Cluster cluster =
        new Cluster(
            genesis.chainParameters(),
            scheme,
            trial.participants().nodes(),
            protocol,
            // Executions are timed here, so every node does its own.
            shared -> machines.get());
    RunEnvironment environment =
        new RunEnvironment(
            1,
            NetworkModel.of(new DelayDistribution.Constant(0.05), 10_000, 0),
            new CpuModel(20, 50, 1, 5, 20),
            new DiskModel(500),
            MiningModel.NONE,
            FaultPlan.NONE);
    return new Simulation(cluster, environment, trial.load(genesis), new MessageRecorder());
  }

  private StateMachine timed(TimedCalls executions) {
    MedicalContract contract = new MedicalContract(genesis);
    return executions.instrument(
        contract,
        (block, execution) -> {
          // Every node executes the same: the first to come so far is kept.
          if (block.height() == blocks.size() + 1) {
            blocks.add(new RecordedBlock(block, execution, contract.state()));
          }
        });
  }

  /** The work that the simulation charges as {@code handle_us}. */
  private static boolean isCharged(Input input) {
    return switch (input) {
      case Input.MessageReceived it -> true;
      case Input.MessageRejected it -> true;
      case Input.RequestSubmitted it -> true;
      case Input.TimerFired it -> true;
      case Input.Persisted it -> true;
      default -> false;
    };
  }

  private final class MessageRecorder implements SimulationObserver {
    private static final String HEARD = "n" + RECORDED_NODE;

    private long height;

    @Override
    public void delivered(String party, long atNs, Envelope envelope, int bytes) {
      if (party.equals(HEARD) && envelopes.size() < MAX_RECORDED) {
        envelopes.add(envelope);
        heights.add(height);
      }
    }

    @Override
    public void stepped(String party, long atNs, Input input, List<Output> outputs) {
      for (Output output : outputs) {
        if (output instanceof Output.Reply reply && replies.size() < MAX_RECORDED) {
          replies.add(reply);
        }
        if (output instanceof Output.Commit commit && party.equals(HEARD)) {
          height = commit.block().height();
        }
      }
    }
  }

  /** The executed blocks of a run, from the first on. */
  List<RecordedBlock> blocks() {
    return List.copyOf(blocks);
  }

  /** The chain of the plays. */
  Genesis genesis() {
    return genesis;
  }

  /** What came to {@link #RECORDED_NODE}, in the order in which it came. */
  List<Envelope> envelopes() {
    return List.copyOf(envelopes);
  }

  /** How far {@link #RECORDED_NODE} was when each of {@link #envelopes()} came. */
  List<Long> heights() {
    return List.copyOf(heights);
  }

  /** The replies of nodes to clients. */
  List<Output.Reply> replies() {
    return List.copyOf(replies);
  }

  /** Keys of a node. */
  KeyPair keys(int node) {
    return trial.participants().nodes().get(node);
  }

  /** How many there are. */
  int nodes() {
    return NODES;
  }
}
