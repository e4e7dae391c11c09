package org.medchain.contract.attestation;

import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * That a record is verified: its doctor signed it after its patient (CON-29).
 *
 * @param doctor who did, and whom the record names
 * @param height of the block that holds the doctor's order
 * @param index of the order in that block
 * @param timeMs of that block, milliseconds of Unix time
 */
public record CounterSignature(PublicKey doctor, long height, int index, long timeMs)
    implements Encodable {}
