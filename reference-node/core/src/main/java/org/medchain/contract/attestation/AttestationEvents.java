package org.medchain.contract.attestation;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Doctors' statements on records. */
public sealed interface AttestationEvents extends Event {
  /**
   * A doctor counter-signed a record.
   *
   * @param record its id
   * @param owner the patient, who is told
   * @param doctor whom the record names
   */
  @Code(38)
  record RecordAttested(Hash record, PublicKey owner, PublicKey doctor)
      implements AttestationEvents {}
}
