package org.medchain.comparison;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.twins.TwinPartition;
import org.medchain.adversary.twins.TwinsReplica;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Participant;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * Makes a Byzantine member of a correct replica as a config's behaviours say (CMP-40): the same one
 * in the simulation and in a node's process (FN-7).
 */
public final class ByzantineMember {
  private final Genesis genesis;
  private final boolean isFinal;
  private final ByzantineBehaviourFactory behaviours;
  private final long seed;

  /**
   * For a chain.
   *
   * @param isFinal whether a certificate makes a block final
   */
  ByzantineMember(
      Genesis genesis, boolean isFinal, ByzantineBehaviourFactory behaviours, long seed) {
    this.genesis = genesis;
    this.isFinal = isFinal;
    this.behaviours = behaviours;
    this.seed = seed;
  }

  /**
   * For a process, whose client machines are the genesis' participants in their order.
   *
   * @param originNs Unix time from which a config's periods count, in ns
   */
  public static ByzantineMember ofProcess(
      Genesis genesis, boolean isFinal, int confirmations, long originNs, long seed) {
    Map<PublicKey, Integer> clients = new LinkedHashMap<>();
    for (Participant each : genesis.participants()) {
      clients.put(each.key(), clients.size());
    }
    return new ByzantineMember(
        genesis,
        isFinal,
        new ByzantineBehaviourFactory(
            originNs, genesis.membership().size(), clients, confirmations, Optional.empty()),
        seed);
  }

  /**
   * The member.
   *
   * @param own what it does, at least one behaviour
   * @param group the numbers of all that work with it
   * @param another makes a second correct replica, for twins
   * @throws IllegalArgumentException if there is no such member here; the message is one line
   */
  public Replica replica(
      PublicKey self,
      List<AdversaryConfig> own,
      Collection<Integer> group,
      Replica correct,
      Supplier<Replica> another) {
    AdversarySetup surroundings = surroundings(self, group);
    Replica member =
        own.getFirst().behaviour() instanceof BehaviourConfig.Twins twins
            ? new TwinsReplica(
                splits(own.getFirst(), twins),
                correct,
                another.get(),
                new MedicalContract(genesis),
                surroundings)
            : AdversaryFactory.wrap(
                own.stream().map(each -> behaviours.of(each, group)).toList(),
                correct,
                surroundings);
    return isFinal ? new SingleBranchReplica(member, genesis.chain()) : member;
  }

  private AdversarySetup surroundings(PublicKey self, Collection<Integer> group) {
    Membership members = genesis.membership();
    return new AdversarySetup(
        members, genesis.chainParameters(), self, group.stream().map(members::key).toList(), seed);
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
