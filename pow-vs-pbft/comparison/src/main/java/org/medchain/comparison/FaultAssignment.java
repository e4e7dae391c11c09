package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.FaultParameters;
import org.medchain.comparison.workload.RandomOrder;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.RandomStreams;

/**
 * All faults of a trial: the faulty nodes, a random choice that is the same for all protocols
 * (CMP-3), and what the config plans for known nodes (CMP-40, CMP-41).
 *
 * @param nodes indices of the nodes chosen, ascending
 * @param plannedFaults faults by node and time, those of the chosen ones first
 * @param adversaries Byzantine nodes, the chosen ones first; without those whose behaviour means
 *     nothing to the protocol
 */
record FaultAssignment(
    List<Integer> nodes, List<PlannedFault> plannedFaults, List<AdversaryConfig> adversaries) {
  static FaultAssignment of(TrialCell cell) {
    List<Integer> nodes = choose(cell);
    List<PlannedFault> planned = new ArrayList<>();
    List<AdversaryConfig> adversaries = new ArrayList<>();
    if (!nodes.isEmpty()) {
      planned.addAll(faults(cell, nodes));
      behaviours(cell).forEach(each -> adversaries.add(AdversaryConfig.always(nodes, each)));
    }
    planned.addAll(cell.config().faultPlan());
    adversaries.addAll(cell.config().adversaries());
    return new FaultAssignment(
        nodes,
        planned,
        adversaries.stream()
            .filter(each -> each.behaviour().appliesTo(cell.protocol().votes()))
            .toList());
  }

  /** The faults that the simulation injects. */
  FaultPlan faultPlan() {
    return new FaultPlan(List.copyOf(plannedFaults));
  }

  /** The nodes that are Byzantine at any time. */
  Set<Integer> byzantine() {
    Set<Integer> byzantine = new TreeSet<>();
    adversaries.forEach(each -> byzantine.addAll(each.nodes()));
    return byzantine;
  }

  /** The nodes that faults of that kind name as {@code nodes}. */
  Set<Integer> befallen(Predicate<PlannedFault> kind) {
    Set<Integer> nodes = new TreeSet<>();
    plannedFaults.stream().filter(kind).forEach(each -> nodes.addAll(each.nodes()));
    return nodes;
  }

  /** Whether a node proposes two blocks at once, and is replaced as primary when one finds out. */
  boolean equivocates() {
    return adversaries.stream()
        .anyMatch(each -> each.behaviour() instanceof ByzantineBehaviour.Equivocation);
  }

  /** The first of a shuffled row (Fisher and Yates 1938). */
  private static List<Integer> choose(TrialCell cell) {
    List<Integer> nodes = IntStream.range(0, cell.nodes()).boxed().toList();
    return RandomOrder.of(nodes, new RandomStreams(cell.pairSeed()).stream("faulty", 0))
        .subList(0, cell.faulty())
        .stream()
        .sorted()
        .toList();
  }

  private static List<PlannedFault> faults(TrialCell cell, List<Integer> nodes) {
    FaultParameters strength = cell.config().faultParameters();
    return switch (cell.fault()) {
      case CRASH -> List.of(new Fault.Crash(nodes, 0));
      case SILENCE -> List.of(new Fault.Silence(nodes, 0, Fault.NEVER_S));
      case DELAY -> List.of(new Fault.Delay(nodes, 0, Fault.NEVER_S, strength.delayMs()));
      case LOSS -> List.of(new Fault.Loss(nodes, 0, Fault.NEVER_S, strength.loss()));
      case RESTART ->
          List.of(new Fault.Restart(nodes, strength.downFromS(), strength.downUntilS()));
      case EQUIVOCATION, LYING, SELFISH, ATTACK -> List.of();
    };
  }

  private static List<ByzantineBehaviour> behaviours(TrialCell cell) {
    return switch (cell.fault()) {
      case CRASH, SILENCE, DELAY, LOSS, RESTART -> List.of();
      case EQUIVOCATION -> List.of(new ByzantineBehaviour.Equivocation(List.of()));
      case LYING ->
          List.of(
              new ByzantineBehaviour.Silence(
                  List.of(), List.of(ByzantineBehaviour.NormalCasePhase.PRE_PREPARE)),
              new ByzantineBehaviour.LyingViewChange(
                  ByzantineBehaviour.FalseViewChangeKind.NOTHING_PREPARED),
              new ByzantineBehaviour.LyingNewView(ByzantineBehaviour.FalseNewViewKind.TWO_VERSIONS),
              new ByzantineBehaviour.LyingCheckpoint(
                  ByzantineBehaviour.FalseCheckpointKind.STATE_ROOT));
      case SELFISH -> List.of(new ByzantineBehaviour.SelfishMining());
      case ATTACK -> List.of(attack(cell));
    };
  }

  /** A double spender stops when it is behind by twice its confirmations. */
  private static ByzantineBehaviour attack(TrialCell cell) {
    if (cell.protocol().votes()) {
      return new ByzantineBehaviour.Equivocation(List.of());
    }
    int waited = cell.finality().confirmations(cell.config().pow().confirmations()).count();
    return new ByzantineBehaviour.DoubleSpend(0, 1, 2 * waited);
  }
}
