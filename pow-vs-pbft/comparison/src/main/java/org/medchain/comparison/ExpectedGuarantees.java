package org.medchain.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.theory.ReversalProbability;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.Protocol.FaultModel;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * The nodes on which a trial can count, and the resulting promises (CMP-9, CMP-43; decisions 0054,
 * 0054).
 *
 * @param correct nodes that are not Byzantine, ascending
 * @param honest those of them that nothing keeps from working up to the end of the run
 * @param reachable those of the correct ones that are not isolated, at least until the end
 * @param expectedLive whether progress is promised
 * @param agreementPromised whether agreement is
 * @param quorumImpossible whether too few nodes ever send for anything to become final
 */
record ExpectedGuarantees(
    List<Integer> correct,
    List<Integer> honest,
    List<Integer> reachable,
    boolean expectedLive,
    boolean agreementPromised,
    boolean quorumImpossible) {
  /** From here on honest miners lose every race. */
  private static final double MAJORITY = 0.5;

  static ExpectedGuarantees of(TrialCell cell, FaultAssignment faulty) {
    Set<Integer> byzantine = faulty.byzantine();
    List<Integer> correct = without(IntStream.range(0, cell.nodes()).boxed().toList(), byzantine);
    // Those that fall silent for good at some time.
    Set<Integer> unheard = faulty.befallen(each -> lasts(cell, each) && isSilence(each));
    List<Integer> honest = without(correct, failing(cell, faulty));
    return new ExpectedGuarantees(
        correct,
        honest,
        without(correct, unheard),
        isLive(cell, faulty, byzantine, honest),
        isAgreed(cell, faulty, byzantine),
        isQuorumImpossible(cell, faulty));
  }

  private static List<Integer> without(Collection<Integer> nodes, Collection<Integer> others) {
    return nodes.stream().filter(node -> !others.contains(node)).toList();
  }

  private static boolean isSilence(PlannedFault fault) {
    return fault instanceof Fault.Crash
        || fault instanceof Fault.Silence
        || fault instanceof Fault.Restart;
  }

  private static boolean lasts(TrialCell cell, PlannedFault fault) {
    return fault.untilS() >= cell.timing().endS();
  }

  /** Nodes that something keeps from working at the end: no progress is promised by them. */
  private static List<Integer> failing(TrialCell cell, FaultAssignment faulty) {
    return faulty.plannedFaults().stream()
        .filter(each -> lasts(cell, each))
        .flatMap(each -> failing(each).stream())
        .toList();
  }

  /** Of a partition the largest group works on, with those in no group. */
  private static List<Integer> failing(PlannedFault fault) {
    return switch (fault) {
      case Fault.Partition it -> {
        List<List<Integer>> groups = new ArrayList<>(it.groups());
        groups.remove(groups.stream().max(Comparator.comparingInt(List::size)).orElseThrow());
        yield groups.stream().flatMap(List::stream).toList();
      }
      case Fault.Eclipse it -> List.of(it.node());
      default -> fault.nodes();
    };
  }

  /** By votes: a quorum of honest nodes. Proof of work: an honest miner, and an honest majority. */
  private static boolean isLive(
      TrialCell cell, FaultAssignment faulty, Set<Integer> byzantine, List<Integer> honest) {
    FaultModel faults = cell.consensus().faults();
    return cell.protocol().votes()
        ? honest.size() >= faults.quorum().applyAsInt(cell.nodes())
            && byzantine.size() <= faults.tolerated().applyAsInt(cell.nodes())
        : !honest.isEmpty()
            && HashPowerShares.share(cell, faulty, honest) > 0
            && HashPowerShares.share(cell, faulty, byzantine) < MAJORITY;
  }

  /**
   * PBFT: at most f Byzantine nodes. Proof of work: connected miners, and against attackers enough
   * confirmations to make a reversal improbable.
   */
  private static boolean isAgreed(TrialCell cell, FaultAssignment faulty, Set<Integer> byzantine) {
    if (cell.protocol().votes()) {
      return byzantine.size() <= cell.consensus().faults().tolerated().applyAsInt(cell.nodes());
    }
    int waited = cell.finality().confirmations(cell.config().pow().confirmations()).count();
    double power = HashPowerShares.share(cell, faulty, byzantine);
    boolean enough =
        ReversalProbability.exact(Math.min(power, 1), waited) <= cell.finality().epsilon();
    return (byzantine.isEmpty() || enough)
        && faulty.plannedFaults().stream().noneMatch(each -> cuts(cell, each));
  }

  /** Whether a miner may be on a branch that others receive only later. */
  private static boolean cuts(TrialCell cell, PlannedFault fault) {
    return switch (fault) {
      case Fault.Partition it -> true;
      case Fault.Eclipse it -> true;
      case Fault.Silence it -> !lasts(cell, it);
      // For a disconnected node the difficulty has fallen with the elapsed time (0111).
      case Fault.Restart it -> !(cell.config().pow().retarget() instanceof Retarget.Constant);
      default -> false;
    };
  }

  private static boolean isQuorumImpossible(TrialCell cell, FaultAssignment faulty) {
    Set<Integer> never =
        faulty.befallen(each -> each.fromS() == 0 && lasts(cell, each) && isSilence(each));
    return cell.nodes() - never.size()
        < cell.consensus().faults().quorum().applyAsInt(cell.nodes());
  }

  /** The nodes whose chains count at the end. */
  List<Integer> chainNodes(Protocol protocol) {
    // A commit of PBFT is final at every node; a cut-off miner's chain is its own affair.
    return protocol.isFinal() ? correct : honest;
  }

  /** The nodes that have to agree. */
  List<Integer> agreementNodes(Protocol protocol) {
    // Under proof of work the confirmations of an isolated miner have no effect.
    return protocol.isFinal() ? correct : reachable;
  }
}
