package org.medchain.contract.attestation;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class AttestationInvariants {
  private AttestationInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant(
            "records are verified by their doctors", AttestationInvariants::byTheirDoctors));
  }

  private static boolean byTheirDoctors(WorldState state) {
    boolean[] all = {true};
    Attestations.COUNTER_SIGNATURES.forEach(
        state,
        (id, signed) ->
            all[0] &=
                Records.find(state, id)
                    .filter(record -> record.doctor().equals(signed.doctor()))
                    .isPresent());
    return all[0];
  }
}
