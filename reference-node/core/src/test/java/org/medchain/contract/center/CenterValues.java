package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** The center's values that tests of the contracts change. */
public final class CenterValues {
  private CenterValues() {}

  public static WorldState withMembers(WorldState state, List<PublicKey> nodes) {
    return ConsensusNodes.put(state, nodes);
  }
}
