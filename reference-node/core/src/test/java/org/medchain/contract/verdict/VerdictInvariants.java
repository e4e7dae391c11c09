package org.medchain.contract.verdict;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class VerdictInvariants {
  private VerdictInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("no more verifiers are drawn than the rules say", VerdictInvariants::drawn));
  }

  private static boolean drawn(WorldState state) {
    boolean[] all = {true};
    Verdicts.VERIFICATIONS.forEach(
        state, (id, open) -> all[0] &= open.seats().size() <= open.rules().verifiers());
    return all[0];
  }
}
