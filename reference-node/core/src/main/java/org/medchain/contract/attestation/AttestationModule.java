package org.medchain.contract.attestation;

import java.util.List;
import org.medchain.contract.engine.ContractModule;

/** Doctors verify the records whose data they made. */
public final class AttestationModule extends ContractModule {
  public AttestationModule() {
    super(
        "attestation",
        List.of(AttestRecord.TYPE),
        List.of(AttestationEvents.class),
        List.of(Attestations.COUNTER_SIGNATURES));
  }
}
