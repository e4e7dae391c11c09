package org.medchain.comparison;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.SealedConfig;
import org.medchain.comparison.theory.ConfirmationTime;
import org.medchain.consensus.QuorumSizes;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * How long finality takes in a cell, before anything runs (CMP-49; decision 0191).
 *
 * @param settleS what about one request in a thousand exceeds, that of the start included: after so
 *     long a load that is borne is in its steady state
 * @param intervalS mean time between blocks where that is a protocol's own, 0 where blocks come
 *     when requests do
 */
record ExpectedFinalityTime(double settleS, double intervalS) {
  private static final double MS_PER_S = 1000;
  private static final double MOST = 0.999;

  /**
   * Ways that a request goes one after the other until its client knows: PBFT's five and a spare.
   */
  private static final int WAYS = 6;

  /** How often something lost is sent again before it has arrived, all but once in a thousand. */
  private static final int TIMES_SENT = 3;

  static ExpectedFinalityTime of(TrialCell cell, FaultAssignment faulty) {
    return switch (cell.protocol()) {
      case POW -> pow(cell, faulty);
      case PBFT -> new ExpectedFinalityTime(pbftS(cell, faulty, 0), 0);
      case SEALED -> sealed(cell, faulty);
    };
  }

  /** k confirmations by the miners that take part and are honest (ConfirmationTime). */
  private static ExpectedFinalityTime pow(TrialCell cell, FaultAssignment faulty) {
    PowConfig pow = cell.config().pow();
    double live = HashPowerShares.share(cell, faulty, withoutOthers(cell, faulty));
    // Where no node is left nothing ever becomes final. And shares that a config
    // gives may add up to slightly more than 1.
    double share = live > 0 ? Math.min(live, 1) : 1;
    int confirmations = cell.finality().confirmations(pow.confirmations()).count();
    double waitS =
        new ConfirmationTime(
                confirmations, ConfirmationTime.WaitingStart.SUBMISSION, pow.intervalS(), share)
            .quantileS(MOST);
    double otherS = (pow.templateRefreshMs() + 2 * hopMs(cell)) / MS_PER_S;
    return new ExpectedFinalityTime(waitS + otherS, pow.intervalS() / share);
  }

  private static Set<Integer> withoutOthers(TrialCell cell, FaultAssignment faulty) {
    Set<Integer> honest = new TreeSet<>(IntStream.range(0, cell.nodes()).boxed().toList());
    honest.removeAll(faulty.byzantine());
    honest.removeAll(faulty.befallen(ExpectedFinalityTime::isGone));
    return honest;
  }

  /** The search for the block before it and for its own, one height at a time. */
  private static ExpectedFinalityTime sealed(TrialCell cell, FaultAssignment faulty) {
    SealedConfig sealed = cell.config().sealed();
    double searchesS =
        new ConfirmationTime(2, ConfirmationTime.WaitingStart.SUBMISSION, sealed.searchS(), 1)
            .quantileS(MOST);
    double patienceS = sealed.timeoutSearches() * sealed.searchS();
    return new ExpectedFinalityTime(searchesS + pbftS(cell, faulty, patienceS), sealed.searchS());
  }

  private static double pbftS(TrialCell cell, FaultAssignment faulty, double patienceS) {
    PbftConfig pbft = cell.config().pbft();
    double delayedMs =
        cell.fault() == FaultKind.DELAY && cell.faulty() > 0
            ? 2 * cell.config().faultParameters().delayMs()
            : 0;
    double usualMs = WAYS * hopMs(cell) + pbft.batchDelayMs() + delayedMs + lossMs(cell);
    double timeoutS = pbft.viewTimeoutMs() / MS_PER_S + patienceS;
    return usualMs / MS_PER_S + viewChangesS(cell.nodes(), suspects(cell, faulty), timeoutS);
  }

  private static boolean isGone(PlannedFault fault) {
    return fault instanceof Fault.Crash || fault instanceof Fault.Silence;
  }

  /** Nodes with something wrong: as primaries they may cost a view each. */
  private static int suspects(TrialCell cell, FaultAssignment faulty) {
    Set<Integer> suspects = new TreeSet<>(faulty.byzantine());
    suspects.addAll(faulty.nodes());
    suspects.addAll(faulty.befallen(ExpectedFinalityTime::isGone));
    return Math.min(suspects.size(), new QuorumSizes(cell.nodes()).faulty());
  }

  /**
   * The number of successive views whose primaries are all faulty with probability 1/1000: their
   * timers expire one after the other, each twice as long as the one before.
   */
  private static double viewChangesS(int nodes, int faulty, double timeoutS) {
    double probability = 1;
    double sum = 0;
    double next = timeoutS;
    for (int view = 0; view < faulty; view++) {
      probability *= (double) (faulty - view) / (nodes - view);
      if (probability <= 1 - MOST) {
        break;
      }
      sum += next;
      next *= 2;
    }
    return sum;
  }

  private static double lossMs(TrialCell cell) {
    NetworkConfig network = cell.config().network();
    boolean lossy =
        network.loss() > 0
            || network.links().stream().anyMatch(link -> link.loss() > 0)
            || (cell.fault() == FaultKind.LOSS && cell.faulty() > 0);
    // 1 + 2 + 4 + …: it is patient for twice as long each time.
    return lossy ? ((1 << TIMES_SENT) - 1) * cell.config().pbft().retransmitMs() : 0;
  }

  /** One way on the slowest link. */
  private static double hopMs(TrialCell cell) {
    return cell.config().network().delays().mapToDouble(Latency::quantile999Ms).max().orElseThrow();
  }
}
