package org.medchain.comparison;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.simulation.fault.ByzantineAssignment;

/**
 * The Byzantine nodes of a trial as the simulation runs them: each wraps its correct replica in all
 * the behaviours that name it, in the order of the config (CMP-40).
 *
 * @param member makes the Byzantine ones
 * @param guardsAll whether there are enough that correct nodes may see two branches
 * @param correctNodes the correct nodes that are guarded, of each the last life
 */
record ByzantineNodes(
    List<AdversaryConfig> adversaries,
    Genesis genesis,
    ProtocolFactory protocol,
    ByzantineMember member,
    boolean guardsAll,
    Map<Integer, SingleBranchReplica> correctNodes)
    implements ByzantineAssignment {
  @Override
  public Replica replicaFor(int node, Replica correct) {
    List<AdversaryConfig> own =
        adversaries.stream().filter(each -> each.nodes().contains(node)).toList();
    if (own.isEmpty()) {
      return guardsAll ? guarded(node, correct) : correct;
    }
    Set<Integer> group = new TreeSet<>();
    own.forEach(each -> group.addAll(each.nodes()));
    PublicKey self = genesis.membership().key(node);
    return member.replica(self, own, group, correct, () -> protocol.replica().apply(self));
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
}
