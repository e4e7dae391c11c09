package org.medchain.contract.search;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * An update's line for readers with the keys (CON-34). From all lines an owner that lost its files,
 * or a delegate, knows again how many entries each keyword has.
 *
 * @param epoch of the keys that sealed it
 * @param entries how many the update has
 * @param digest hash of the encoded list of them, to which the line is bound
 * @param sealed the line, encrypted and authenticated
 */
public record JournalLine(int epoch, int entries, Hash digest, Bytes sealed) implements Encodable {
  /** Encoded length in bytes at most. */
  static final int MAX_SIZE = 8 + Hash.SIZE + 3 + UpdateIndex.MAX_JOURNAL;

  /** The one that the ledger makes of an update. */
  public static JournalLine of(UpdateIndex update) {
    return new JournalLine(
        update.epoch(), update.entries().size(), digest(update.entries()), update.journal());
  }

  /** To which the maker of a line binds it. */
  public static Hash digest(List<IndexEntry> entries) {
    return Hash.of(new Encoder(2 + entries.size() * IndexEntry.SIZE).list(entries).toBytes());
  }
}
