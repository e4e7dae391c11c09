package org.medchain.contract.consent;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * One line of an owner's audit trail: a reader's request, its purpose, and the answer (CON-31).
 *
 * @param number of the line among all of the owner, from 0
 * @param record its id
 * @param reader who asked
 * @param purpose that it gave
 * @param answer granted or refused, and why
 * @param height of the block
 * @param index of the request in that block
 * @param timeMs of that block, milliseconds of Unix time
 * @param price that the reader paid to the owner, in points; 0 if none
 */
public record AccessEntry(
    long number,
    Hash record,
    PublicKey reader,
    Purpose purpose,
    ReadAnswer answer,
    long height,
    int index,
    long timeMs,
    long price)
    implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = 8 + Hash.SIZE + PublicKey.SIZE + 2 + 8 + 4 + 8 + 8;
}
