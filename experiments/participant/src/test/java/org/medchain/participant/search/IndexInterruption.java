package org.medchain.participant.search;

import org.medchain.application.search.EntryKind;
import org.medchain.consensus.Output;
import org.medchain.contract.StateEntries;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.session.ParticipantSession;

/**
 * An update of an index that ends early, as if the command had been killed; and what came of it.
 */
public final class IndexInterruption {
  private IndexInterruption() {}

  /**
   * Begins to enter a record.
   *
   * @param sent whether the ledger has executed it, which nobody wrote down; or nobody has it
   * @return the update's bytes in hexadecimal digits
   */
  public static String before(boolean sent, ParticipantFolder folder, KeptRecord kept)
      throws Exception {
    try (ParticipantSession session = ParticipantSession.open(folder, new char[0])) {
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      UpdateNote note = new OwnIndex(session).noted(EntryKind.ADD, kept, mirror);
      if (sent) {
        Output.Accepted unused = session.order(note.update());
      }
      return note.update().encoded().toHex();
    }
  }

  /** Ends a search delegation, and no more: the others have no key of the next epoch. */
  public static void ended(ParticipantFolder folder, PublicKey delegate) throws Exception {
    try (ParticipantSession session = ParticipantSession.open(folder, new char[0])) {
      Receipt unused = session.require(new EndSearchDelegation(session.participant(), delegate));
      session.settle();
    }
  }

  /** How many orders the owner makes to give the present epoch's key to who lacks it. */
  public static long renewals(ParticipantFolder folder) throws Exception {
    try (ParticipantSession session = ParticipantSession.open(folder, new char[0])) {
      session.settle();
      long before = session.lastRequest();
      int unused = new SearchDelegations(session).renew();
      return session.lastRequest() - before;
    }
  }

  /** How many updates the state proves. */
  public static long updates(ParticipantFolder folder) throws Exception {
    try (ParticipantSession session = ParticipantSession.open(folder, new char[0])) {
      session.settle();
      return IndexMirror.upToDate(session, session.participant()).head().updates();
    }
  }

  /** Whether the state proves that an update was executed as it is here. */
  public static boolean isOnLedger(ParticipantFolder folder, String update) throws Exception {
    UpdateIndex sent = Decoder.decode(Bytes.fromHex(update), UpdateIndex.TYPE.reader());
    try (ParticipantSession session = ParticipantSession.open(folder, new char[0])) {
      session.settle();
      return session
          .light()
          .entry(StateEntries.searchJournal(session.participant(), sent.number()))
          .value()
          .filter(JournalLine.of(sent)::equals)
          .isPresent();
    }
  }
}
