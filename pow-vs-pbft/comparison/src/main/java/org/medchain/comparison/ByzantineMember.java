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
import java.util.stream.IntStream;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.DoubleSpendTerms;
import org.medchain.adversary.twins.TwinPartition;
import org.medchain.adversary.twins.TwinsReplica;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Participant;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * Makes a Byzantine member of a correct replica as a config's behaviours say (CMP-40): the same one
 * in the simulation and in a node's process (FN-7).
 *
 * @param isFinal whether a certificate makes a block final
 * @param originNs Unix time from which a config's periods count, in ns
 * @param clients which client machine each sender uses
 * @param spending what a double spender pays with and wants instead; empty where nobody made it
 */
public record ByzantineMember(
    Genesis genesis,
    boolean isFinal,
    long originNs,
    Map<PublicKey, Integer> clients,
    Optional<DoubleSpendTerms> spending,
    long seed) {
  /** For a process, whose client machines are the genesis' participants in their order. */
  public static ByzantineMember ofProcess(
      Genesis genesis, boolean isFinal, long originNs, long seed) {
    Map<PublicKey, Integer> clients = new LinkedHashMap<>();
    for (Participant each : genesis.participants()) {
      clients.put(each.key(), clients.size());
    }
    return new ByzantineMember(genesis, isFinal, originNs, clients, Optional.empty(), seed);
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
    if (own.getFirst().behaviour() instanceof ByzantineBehaviour.Twins twins) {
      return guarded(
          new TwinsReplica(
              splits(own.getFirst(), twins),
              correct,
              another.get(),
              new MedicalContract(genesis),
              surroundings));
    }
    Replica member = correct;
    for (AdversaryConfig each : own) {
      ByzantineBehaviour behaviour =
          each.behaviour() instanceof ByzantineBehaviour.Equivocation(List<Integer> second)
                  && second.isEmpty()
              ? new ByzantineBehaviour.Equivocation(everySecond(group))
              : each.behaviour();
      member = AdversaryFactory.wrap(period(each), List.of(behaviour), member, surroundings);
    }
    return guarded(member);
  }

  private Replica guarded(Replica member) {
    return isFinal ? new SingleBranchReplica(member, genesis.chain()) : member;
  }

  /** When it is on, in Unix time. */
  private ActivePeriod period(AdversaryConfig when) {
    long untilNs = ConfigDurations.secondsToNs(when.untilS());
    return new ActivePeriod(
        originNs + ConfigDurations.secondsToNs(when.fromS()),
        untilNs > Long.MAX_VALUE - originNs ? Long.MAX_VALUE : originNs + untilNs);
  }

  /** Half of the deceived nodes, so that neither half is larger than needed. */
  private List<Integer> everySecond(Collection<Integer> group) {
    List<Integer> others =
        IntStream.range(0, genesis.membership().size())
            .filter(node -> !group.contains(node))
            .boxed()
            .toList();
    return IntStream.range(0, others.size() / 2).mapToObj(i -> others.get(2 * i + 1)).toList();
  }

  private AdversarySetup surroundings(PublicKey self, Collection<Integer> group) {
    Membership members = genesis.membership();
    return new AdversarySetup(
        members,
        genesis.chainParameters(),
        self,
        group.stream().map(members::key).toList(),
        seed,
        clients,
        spending);
  }

  private List<TwinPartition> splits(AdversaryConfig when, ByzantineBehaviour.Twins twins) {
    Set<Integer> all = new LinkedHashSet<>();
    for (int node = 0; node < genesis.membership().size(); node++) {
      all.add(node);
    }
    Map<Long, TwinPartition> splits = new TreeMap<>();
    long fromNs = period(when).fromNs();
    long untilNs = period(when).untilNs();
    splits.put(
        fromNs, new TwinPartition(fromNs, Set.copyOf(twins.first()), Set.copyOf(twins.second())));
    splits.put(untilNs, new TwinPartition(untilNs, all, all));
    return List.copyOf(splits.values());
  }
}
