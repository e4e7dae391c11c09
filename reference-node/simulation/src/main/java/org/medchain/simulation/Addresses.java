package org.medchain.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** Who can be reached under which key: nodes under their own, clients under those they serve. */
final class Addresses {
  private final Map<PublicKey, Integer> parties = new LinkedHashMap<>();
  private final int nodes;

  Addresses(Membership members) {
    for (PublicKey node : members.keys()) {
      parties.put(node, parties.size());
    }
    nodes = parties.size();
  }

  /**
   * From now on the client is reached under the sender's key.
   *
   * @throws IllegalArgumentException if another party is
   */
  void serve(PublicKey sender, int party) {
    Integer other = parties.putIfAbsent(sender, party);
    if (other != null && other != party) {
      throw new IllegalArgumentException(
          "the sender " + sender.brief() + " is served by two clients");
    }
  }

  /** How many of them are nodes. */
  int nodes() {
    return nodes;
  }

  /** Index of the party reached under the key; −1 if there is none. */
  int find(PublicKey key) {
    return parties.getOrDefault(key, -1);
  }
}
