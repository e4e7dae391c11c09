package org.medchain.contract.attestation;

import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.data.Codec;
import org.medchain.data.Hash;

/** Which records are verified, and by whom (CON-29; decision 0240). */
public final class Attestations {
  static final Table<Hash, CounterSignature> COUNTER_SIGNATURES =
      new Table<>(0x3D, "attestations", Codec.HASH, Codec.of(CounterSignature.class));

  private Attestations() {}

  /** Its entry in the state. */
  public static StateEntry<CounterSignature> entry(Hash record) {
    return COUNTER_SIGNATURES.entry(record);
  }
}
