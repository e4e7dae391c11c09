package org.medchain.experiments.execution;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.ExpectedWork;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.Signatures;

/**
 * What a trial may cost, before anything is measured (EXP-44): for order and time left, not for
 * results.
 *
 * @param seconds of one processor of the machine whose costs the weights are; real time where
 *     processes run it
 * @param messages that it may deliver
 */
public record TrialEffort(double seconds, double messages) {
  /** Participants, keys and the first state. */
  private static final double START_S = 0.002;

  private static final double REQUEST_S = 35e-6;

  /** At each node, of a quorum or a miner, which has it in its templates. */
  private static final double QUORUM_REQUEST_S = 5e-6;

  private static final double MINER_REQUEST_S = 8e-6;
  private static final double NODE_BLOCK_S = 10e-6;
  private static final double MESSAGE_S = 0.9e-6;

  /** A signature made or checked, where it is a real one. */
  private static final double SIGNATURE_S = 100e-6;

  /** What a process takes more until its compiler is done, and after which effort most of it is. */
  private static final double COLD_S = 2;

  private static final double WARM_S = 1.2;

  /** Until processes have started, and until they have stopped and are compared. */
  private static final double PROCESSES_S = 10;

  /** Of a trial. */
  public static TrialEffort of(TrialCell trial) {
    ExpectedWork work = ExpectedWork.of(trial);
    if (trial.config().host() == HostKind.CLUSTER) {
      return new TrialEffort(PROCESSES_S + trial.timing().durationS(), work.messages());
    }
    double nodeRequestS = trial.protocol().hasQuorums() ? QUORUM_REQUEST_S : MINER_REQUEST_S;
    double signed = trial.config().signatures() == Signatures.ED25519 ? SIGNATURE_S : 0;
    return new TrialEffort(
        START_S
            + REQUEST_S * work.requests()
            + nodeRequestS * work.nodeRequests()
            + NODE_BLOCK_S * work.nodeBlocks()
            + (MESSAGE_S + signed) * work.messages(),
        work.messages());
  }

  /**
   * How much more simulated trials take while their process is cold.
   *
   * @param fromS effort that the process has had before
   * @param untilS and after them
   */
  public static double coldS(double fromS, double untilS) {
    return COLD_S * (Math.exp(-fromS / WARM_S) - Math.exp(-untilS / WARM_S));
  }

  /** The trials in the order in which they should start: at the end only short ones are left. */
  public static List<TrialCell> longestFirst(Collection<TrialCell> trials) {
    return trials.stream()
        .map(each -> Map.entry(of(each).seconds(), each))
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
