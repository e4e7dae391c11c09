package org.medchain.contract.registration;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * The last revocation list that the center had ordered (CON-22).
 *
 * @param number of it
 * @param hash of the X.509 list in DER
 * @param height of the block that holds it
 */
public record RevocationList(long number, Hash hash, long height) implements Encodable {}
