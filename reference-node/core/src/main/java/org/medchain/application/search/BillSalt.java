package org.medchain.application.search;

import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * What a query bill hides its trapdoor with (VER-12; decision 0274): 32 bytes, drawn for each bill.
 * Who has the owner's key can make all of the owner's trapdoors, and learns from a bill neither
 * which of them it is for nor whether another is for the same.
 *
 * @param value drawn at random, and told to nobody but the nodes that match the trapdoor
 */
public record BillSalt(Hash value) implements Encodable {
  /** What the bill of a search with this trapdoor names. */
  public Hash commitment(Trapdoor trapdoor) {
    return Hash.of(
        new Encoder().text("medchain/search/bill").value(this).value(trapdoor).toBytes());
  }
}
