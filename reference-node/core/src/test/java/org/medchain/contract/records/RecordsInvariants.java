package org.medchain.contract.records;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class RecordsInvariants {
  private RecordsInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("records belong to patients", RecordsInvariants::ofPatients),
        new Invariant("no reward is earned before a verdict", RecordsInvariants::earned));
  }

  private static boolean ofPatients(WorldState state) {
    boolean[] all = {true};
    Records.RECORDS.forEach(
        state,
        (id, record) ->
            all[0] &=
                Registration.role(state, record.owner()).filter(Role.PATIENT::equals).isPresent());
    return all[0];
  }

  /** A false record has lost its chance, and a rewarded one had it. */
  private static boolean earned(WorldState state) {
    boolean[] all = {true};
    Records.UNJUDGED.forEach(
        state, (id, content) -> all[0] &= !Records.find(state, id).orElseThrow().foundFalse());
    Records.REWARDED.forEach(
        state,
        (content, id) ->
            all[0] &=
                !Records.awaitsReward(state, id)
                    && !Records.find(state, id).orElseThrow().isPending());
    return all[0];
  }
}
