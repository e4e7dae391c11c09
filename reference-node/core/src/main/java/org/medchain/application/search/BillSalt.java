package org.medchain.application.search;

import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The salt with which a query bill hides its trapdoor (VER-12; decision 0274): 32 bytes, drawn for
 * each bill. A reader with the owner's key can make all of the owner's trapdoors. It learns from a
 * bill neither which of them it pays for nor whether another pays for the same.
 *
 * @param value drawn at random, and told only to the nodes that match the trapdoor
 */
public record BillSalt(Hash value) implements Encodable {
  /** The name in the bill of a search with this trapdoor. */
  public Hash commitment(Trapdoor trapdoor) {
    return Hash.of(
        new Encoder().text("medchain/search/bill").value(this).value(trapdoor).toBytes());
  }
}
