package org.medchain.client.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.client.identity.JsonText;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Hash;

/**
 * An update of the own index on the disk, from before it is ordered until it is executed or refused
 * (PROC-21): an interrupted update is sent again as it was, and no other update is made at its
 * addresses (VER-3).
 *
 * @param record that it enters, its id
 * @param update as it is sent
 */
record UpdateNote(Hash record, UpdateIndex update) {
  /** The ledger's line on it. */
  JournalLine line() {
    return JournalLine.of(update);
  }

  /**
   * The update that was written down; nothing if no update is pending.
   *
   * @throws IOException if the file is damaged; the message is one line
   */
  static Optional<UpdateNote> read(Path file) throws IOException {
    try {
      return JsonText.find(file, UpdateNote.class);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage()
              + "; without this file, the update that it has may be made again by 'patient index'",
          e);
    }
  }
}
