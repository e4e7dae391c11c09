package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class CenterInvariants {
  private CenterInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("there is a consensus node", state -> ConsensusNodes.of(state).size() > 0),
        new Invariant("only accounts of participants are frozen", CenterInvariants::knownFrozen));
  }

  private static boolean knownFrozen(WorldState state) {
    boolean[] known = {true};
    Freezing.FROZEN.forEach(
        state, (key, mark) -> known[0] &= Registration.role(state, key).isPresent());
    return known[0];
  }
}
