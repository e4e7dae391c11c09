package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** What tests of the contracts change of what the center decides. */
public final class CenterValues {
  private CenterValues() {}

  /** The state with these consensus nodes. */
  public static WorldState withMembers(WorldState state, List<PublicKey> nodes) {
    return ConsensusNodes.put(state, nodes);
  }
}
