package org.medchain.cluster.calibrate;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.network.Envelope;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StateIndex.BlockEffect;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * The clocks at the replicas and contracts of one run: processor time of their steps, executions
 * and checkpoints, in µs. Messages, replies and blocks are kept, as a sample of what nodes read,
 * make and write.
 */
final class ClockedRun implements SimulationObserver {
  /** The node, not the first primary, whose messages are kept. */
  static final int RECORDED_NODE = 1;

  private static final String HEARD = "n" + RECORDED_NODE;
  private static final int MAX_RECORDED = 2_000;
  private static final double KIB = 1024;

  private final TimedCalls steps = new TimedCalls();
  private final TimedCalls executions = new TimedCalls();

  /** Encoding and hashing the client table, and encoding the state. */
  private final LeastSquaresFit capture = new LeastSquaresFit();

  /** Of the log. */
  private final LeastSquaresFit compaction = new LeastSquaresFit();

  private final List<Envelope> envelopes = new ArrayList<>();
  private final List<Output.Reply> replies = new ArrayList<>();
  private final List<BlockEffect> blocks = new ArrayList<>();
  private RequestedSnapshot requested = new RequestedSnapshot(0, Bytes.EMPTY);
  private double lastKib;
  private double longestKib;

  /** A step took a snapshot with this context beside the state. */
  private record RequestedSnapshot(double us, Bytes context) {}

  /** A replica that does the same; the inputs are counted that {@code handle_us} is charged for. */
  Replica clocked(Replica replica) {
    return input -> {
      List<Output> outputs = steps.time(isCharged(input) ? 1 : 0, () -> replica.step(input));
      for (Output output : outputs) {
        switch (output) {
          case Output.TakeSnapshot take ->
              requested = new RequestedSnapshot(steps.lastUs(), take.context());
          case Output.Truncate truncate -> compaction.add(lastKib, steps.lastUs());
          case Output.Reply reply when replies.size() < MAX_RECORDED -> replies.add(reply);
          default -> {}
        }
      }
      return outputs;
    };
  }

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

  /** A state machine that does the same; transactions are counted. */
  StateMachine clocked(MedicalContract contract) {
    return (StateMachine)
        Proxy.newProxyInstance(
            StateMachine.class.getClassLoader(),
            new Class<?>[] {StateMachine.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "apply" -> applied(contract, (Block) given[0]);
                  case "snapshot" -> captured(contract, (long) given[0]);
                  default -> method.invoke(contract, given);
                });
  }

  private ExecutionResult applied(MedicalContract contract, Block block) {
    ExecutionResult execution =
        executions.time(block.transactions().size(), () -> contract.apply(block));
    // Every node executes the same: the first to come so far is kept.
    if (block.height() == blocks.size() + 1) {
      var certificate = new QuorumCertificate(0, block.height(), block.hash(), List.of());
      blocks.add(
          new BlockEffect(
              new CertifiedBlock(block, certificate), execution.receipts(), contract.state()));
    }
    return execution;
  }

  private DeferredBytes captured(MedicalContract contract, long height) {
    double before = MeasurementRounds.cpuUs();
    Bytes state = contract.snapshot(height).bytes();
    lastKib = (requested.context().size() + state.size()) / KIB;
    longestKib = Math.max(longestKib, lastKib);
    capture.add(lastKib, requested.us() + MeasurementRounds.cpuUs() - before);
    return DeferredBytes.of(state);
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    if (party.equals(HEARD) && envelopes.size() < MAX_RECORDED) {
      envelopes.add(envelope);
    }
  }

  /** A step, with those that follow from it at the same node. */
  double handleUs(double clockUs) {
    return steps.usPerCounted(clockUs);
  }

  /** Executing one transaction. */
  double executeUs(double clockUs) {
    return executions.usPerCounted(clockUs);
  }

  /** Processor time of a node's thread for any checkpoint. */
  double checkpointUs() {
    return capture.intercept() + compaction.intercept();
  }

  /** The same for each KiB. */
  double checkpointUsPerKib() {
    return capture.slope() + compaction.slope();
  }

  /** Length of state and client table at the longest one; 0 without checkpoints. */
  double longestKib() {
    return longestKib;
  }

  /**
   * What executing the blocks gave, from the first on, under certificates without signatures, which
   * are no part of what is measured.
   */
  List<BlockEffect> blocks() {
    return List.copyOf(blocks);
  }

  /** What came to {@link #RECORDED_NODE}, in the order in which it came. */
  List<Envelope> envelopes() {
    return List.copyOf(envelopes);
  }

  /** The replies of nodes to clients. */
  List<Output.Reply> replies() {
    return List.copyOf(replies);
  }
}
