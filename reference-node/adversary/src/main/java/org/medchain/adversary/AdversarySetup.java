package org.medchain.adversary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * A Byzantine member's initial knowledge. It holds no secret key: its host signs for it, as for any
 * replica, so it cannot forge another's signature (Castro and Liskov 1999, §2).
 *
 * @param members the consensus nodes; behaviours name them by their numbers here
 * @param chain what all nodes agree on
 * @param self this member
 * @param colluders the members that work together, this one among them or not; empty for none
 * @param seed all that the member draws follows from it and from its key's number
 * @param clients the client machine that each sender uses, as behaviours name them
 * @param spending of a double spender; empty where nobody made it
 */
public record AdversarySetup(
    Membership members,
    ChainParameters chain,
    PublicKey self,
    List<PublicKey> colluders,
    long seed,
    Map<PublicKey, Integer> clients,
    Optional<DoubleSpendTerms> spending) {
  /** Copies the list; this member is not its own colluder. */
  public AdversarySetup {
    colluders = colluders.stream().filter(each -> !each.equals(self)).distinct().toList();
    Argument.refuseIf(!members.contains(self), "a Byzantine member is one of the members");
  }

  /** Where no behaviour names clients, and nobody pays. */
  public AdversarySetup(
      Membership members,
      ChainParameters chain,
      PublicKey self,
      List<PublicKey> colluders,
      long seed) {
    this(members, chain, self, colluders, seed, Map.of(), Optional.empty());
  }

  /** The senders that use these client machines. */
  Predicate<PublicKey> sendersOf(Collection<Integer> machines) {
    return sender -> machines.contains(clients.getOrDefault(sender, -1));
  }
}
