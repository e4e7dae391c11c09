package org.medchain.simulation.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** The address of each key: nodes have their own, clients those they serve. */
public final class AddressBook {
  private final Map<PublicKey, Integer> partyByKey = new LinkedHashMap<>();
  private final int nodes;

  public AddressBook(Membership members) {
    for (PublicKey node : members.keys()) {
      partyByKey.put(node, partyByKey.size());
    }
    nodes = partyByKey.size();
  }

  /**
   * From now on the client is reached under the sender's key.
   *
   * @throws IllegalArgumentException if another party is
   */
  public void register(PublicKey sender, int party) {
    Integer other = partyByKey.putIfAbsent(sender, party);
    if (other != null && other != party) {
      throw new IllegalArgumentException(
          "the sender " + sender.brief() + " is served by two clients");
    }
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
