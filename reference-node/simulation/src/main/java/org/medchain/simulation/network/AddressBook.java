package org.medchain.simulation.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * The address of each key: nodes have their own, clients those they serve; and the agency that a
 * client is reached through, if it has one (SIM-39).
 */
public final class AddressBook {
  private final Map<PublicKey, Integer> partyByKey = new LinkedHashMap<>();
  private final Map<Integer, Integer> agencyByParty = new LinkedHashMap<>();
  private final int nodes;

  /**
   * With no client's key yet.
   *
   * @param agencies by client, the node that is its agency; empty for none
   */
  public AddressBook(Membership members, List<Integer> agencies) {
    for (PublicKey node : members.keys()) {
      partyByKey.put(node, partyByKey.size());
    }
    nodes = partyByKey.size();
    for (int client = 0; client < agencies.size(); client++) {
      agencyByParty.put(nodes + client, agencies.get(client));
    }
  }

  /**
   * From now on the client is reached under the sender's key.
   *
   * @throws IllegalArgumentException if another party is
   */
  public void register(PublicKey sender, int party) {
    Integer other = partyByKey.putIfAbsent(sender, party);
    Argument.refuseIf(
        other != null && other != party, "the sender %s is served by two clients", sender);
  }

  /** The node that is this client's agency; empty for other parties. */
  public OptionalInt agencyOf(int party) {
    Integer agency = agencyByParty.get(party);
    return agency == null ? OptionalInt.empty() : OptionalInt.of(agency);
  }

  /** From now on the client sends to all nodes itself, and they reply to it. */
  public void leaveAgency(int party) {
    agencyByParty.remove(party);
  }

  /** How many of them are nodes. */
  public int nodes() {
    return nodes;
  }

  /** Index of the party reached under the key; −1 if there is none. */
  public int find(PublicKey key) {
    return partyByKey.getOrDefault(key, -1);
  }
}
