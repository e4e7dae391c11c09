package org.medchain.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.twins.TwinPartition;
import org.medchain.adversary.twins.TwinsReplica;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.simulation.fault.ByzantineAssignment;

/**
 * The Byzantine nodes of a trial as the simulation runs them: each wraps its correct replica in all
 * the behaviours that name it, in the order of the config (CMP-40).
 */
final class ByzantineNodes implements ByzantineAssignment {
  private final List<AdversaryConfig> adversaries;
  private final Genesis genesis;
  private final RunningProtocol protocol;
  private final ByzantineBehaviourFactory behaviours;
  private final long seed;
  private final boolean guardsAll;

  /** The correct nodes that are guarded, of each the last life. */
  private final Map<Integer, SingleBranchReplica> correctNodes = new TreeMap<>();

  /**
   * The nodes of a trial.
   *
   * @param guardsAll whether there are enough that correct nodes may see two branches
   */
  ByzantineNodes(
      List<AdversaryConfig> adversaries,
      Genesis genesis,
      RunningProtocol protocol,
      ByzantineBehaviourFactory behaviours,
      long seed,
      boolean guardsAll) {
    this.adversaries = List.copyOf(adversaries);
    this.genesis = genesis;
    this.protocol = protocol;
    this.behaviours = behaviours;
    this.seed = seed;
    this.guardsAll = guardsAll;
  }

  @Override
  public Replica replicaFor(int node, Replica correct) {
    List<AdversaryConfig> own =
        adversaries.stream().filter(each -> each.nodes().contains(node)).toList();
    if (own.isEmpty()) {
      return guardsAll ? guarded(node, correct) : correct;
    }
    Set<Integer> group = new TreeSet<>();
    own.forEach(each -> group.addAll(each.nodes()));
    AdversarySetup surroundings = surroundings(node, group);
    Replica member =
        own.getFirst().behaviour() instanceof BehaviourConfig.Twins twins
            ? twins(own.getFirst(), twins, correct, surroundings)
            : AdversaryFactory.wrap(behaviours(own, group), correct, surroundings);
    return protocol.hasQuorums() ? new SingleBranchReplica(member, genesis.chain()) : member;
  }

  private Replica guarded(int node, Replica correct) {
    SingleBranchReplica guarded = new SingleBranchReplica(correct, genesis.chain());
    correctNodes.put(node, guarded);
    return guarded;
  }

  /** How many correct nodes were given a final block that does not continue their chain. */
  long divergedNodes() {
    return correctNodes.values().stream().filter(SingleBranchReplica::hasDiverged).count();
  }

  private List<ByzantineBehaviour> behaviours(List<AdversaryConfig> own, Set<Integer> group) {
    return own.stream().map(each -> behaviours.of(each, group)).toList();
  }

  private AdversarySetup surroundings(int node, Set<Integer> group) {
    Membership members = genesis.membership();
    return new AdversarySetup(
        members,
        genesis.chainParameters(),
        members.key(node),
        group.stream().map(members::key).toList(),
        seed);
  }

  private Replica twins(
      AdversaryConfig when,
      BehaviourConfig.Twins twins,
      Replica first,
      AdversarySetup surroundings) {
    PublicKey self = surroundings.self();
    return new TwinsReplica(
        splits(when, twins),
        first,
        protocol.protocol().replica().apply(self),
        new MedicalContract(genesis),
        surroundings);
  }

  private List<TwinPartition> splits(AdversaryConfig when, BehaviourConfig.Twins twins) {
    Set<Integer> all = new LinkedHashSet<>();
    for (int node = 0; node < genesis.membership().size(); node++) {
      all.add(node);
    }
    Map<Long, TwinPartition> splits = new TreeMap<>();
    long fromNs = behaviours.period(when).fromNs();
    long untilNs = behaviours.period(when).untilNs();
    splits.put(
        fromNs, new TwinPartition(fromNs, Set.copyOf(twins.first()), Set.copyOf(twins.second())));
    splits.put(untilNs, new TwinPartition(untilNs, all, all));
    return List.copyOf(splits.values());
  }
}
