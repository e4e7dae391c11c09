package org.medchain.contract.attestation;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;

/** Records are verified by who made their data. */
public final class AttestationModule implements ContractModule {
  @Override
  public String name() {
    return "attestation";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(AttestRecord.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return AttestationEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(Attestations.COUNTER_SIGNATURES);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("records are verified by their doctors", AttestationModule::byTheirDoctors));
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
