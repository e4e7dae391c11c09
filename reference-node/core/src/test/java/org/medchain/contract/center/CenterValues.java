package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.ChainState;
import org.medchain.data.PublicKey;

/** What tests of the contracts change of what the center decides. */
public final class CenterValues {
  private CenterValues() {}

  /** The state with these consensus nodes. */
  public static ChainState withMembers(ChainState state, List<PublicKey> nodes) {
    return new ChainState(ConsensusNodes.put(state.world(), nodes));
  }
}
