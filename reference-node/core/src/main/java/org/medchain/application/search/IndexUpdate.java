package org.medchain.application.search;

import java.util.List;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.JournalLine;
import org.medchain.data.Bytes;

/**
 * The update that an owner, or a delegate for it, puts on the ledger when a record enters the
 * owner's index or is taken out (VER-2, VER-6). It is sent as it is until the ledger has executed
 * or refused it: its entries' numbers are used up as soon as one node saw them.
 *
 * @param epoch under whose key it was made
 * @param number of the update among the owner's, from 0
 * @param entries by address, so that their order says nothing
 * @param journal sealed, for those who have the epoch's key (VER-8)
 */
public record IndexUpdate(int epoch, long number, List<IndexEntry> entries, Bytes journal) {
  public IndexUpdate {
    entries = List.copyOf(entries);
  }

  /** The ledger's line on it for readers with the keys. */
  public JournalLine line() {
    return new JournalLine(epoch, entries.size(), JournalLine.digest(entries), journal);
  }
}
