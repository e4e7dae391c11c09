package org.medchain.participant.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Keywords;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.session.ParticipantSession;

/**
 * The search index of this session's identity (VER-2, PROC-21): enters its records under the words
 * of their descriptions, types, doctors and dates, and takes them out.
 */
public final class OwnIndex {
  /** Another device may have updated it, and a delegation's time may have ended. */
  private static final int TRIES = 4;

  private final ParticipantSession session;

  /** Of a patient. */
  public OwnIndex(ParticipantSession session) {
    this.session = session;
  }

  /** Enters a record, once; it is marked as entered. */
  public KeptRecord add(KeptRecord kept)
      throws IOException, RefusedException, InterruptedException {
    finishInterrupted();
    KeptRecord now = newest(kept);
    if (!now.indexed()) {
      update(EntryKind.ADD, now);
    }
    return newest(kept);
  }

  /** Takes a record out, if it is marked as entered. */
  public void remove(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    finishInterrupted();
    KeptRecord now = newest(kept);
    if (now.indexed()) {
      update(EntryKind.REMOVE, now);
    }
  }

  /** What is written of it by now: an update that was finished has marked its record. */
  private KeptRecord newest(KeptRecord kept) throws IOException {
    Path note = session.folder().record(kept.id());
    return Files.exists(note) ? KeptRecord.read(note) : kept;
  }

  /**
   * Sends the same update again that an interrupted command left: another one in its place would
   * have addresses in common with it, which nodes may have seen (VER-3).
   */
  private void finishInterrupted() throws IOException, RefusedException, InterruptedException {
    Optional<UpdateNote> note = UpdateNote.read(session.folder().searchUpdate());
    if (note.isPresent()) {
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      // Its result may have been told to another command. If it is refused, the next one is made.
      if (mirror.has(note.get().update().number(), note.get().line())) {
        finish(note.get());
      } else {
        boolean unused = carryOut(note.get(), mirror);
      }
    }
  }

  private void update(EntryKind kind, KeptRecord kept)
      throws IOException, RefusedException, InterruptedException {
    for (int i = 1; i <= TRIES; i++) {
      new SearchDelegations(session).endOver();
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      if (carryOut(noted(kind, kept, mirror), mirror)) {
        return;
      }
    }
    throw new RefusedException(
        "the search index: other updates of it came first " + TRIES + " times; try again");
  }

  /** Makes the next update, and writes it down; it may be sent when this returns. */
  UpdateNote noted(EntryKind kind, KeptRecord kept, IndexMirror mirror)
      throws IOException, RefusedException {
    SearchIndex index = mirror.index(SearchSecret.of(session));
    index.learn(knownKeywords());
    IndexUpdate made = index.update(kind, kept.id(), keywords(kept), Padding.SMOOTHED);
    UpdateNote note = UpdateNote.of(kind, kept.id(), made);
    note.write(session.folder().searchUpdate());
    return note;
  }

  /**
   * Has an update ordered that is written down.
   *
   * @return whether it was executed, now or before; if not, another one can be made
   * @throws RefusedException if no other can
   */
  private boolean carryOut(UpdateNote note, IndexMirror mirror)
      throws IOException, RefusedException, InterruptedException {
    Receipt receipt = session.order(note.update()).receipt();
    Outcome outcome = Outcome.of(receipt);
    boolean executed = receipt.succeeded();
    if (executed) {
      mirror.add(note.update().number(), note.line());
    } else if (outcome == Outcome.WRONG_UPDATE || outcome == Outcome.WRONG_EPOCH) {
      session.settle();
      IndexMirror now = IndexMirror.upToDate(session, session.participant());
      executed = now.has(note.update().number(), note.line());
    }
    if (executed) {
      finish(note);
      return true;
    }
    Files.deleteIfExists(session.folder().searchUpdate());
    switch (outcome) {
      case WRONG_UPDATE, WRONG_EPOCH, DELEGATION_OVER -> {}
      default ->
          throw new RefusedException("the search index: " + ParticipantSession.reason(receipt));
    }
    return false;
  }

  /** Marks its record first: without the note nothing would. */
  private void finish(UpdateNote note) throws IOException {
    Path record = session.folder().record(note.record());
    if (Files.exists(record)) {
      KeptRecord.read(record).asIndexed(note.enters()).write(record);
    }
    Files.deleteIfExists(session.folder().searchUpdate());
  }

  /** Padding is entered under words that the owner uses anyway. */
  private Collection<Keyword> knownKeywords() throws IOException {
    List<Keyword> known = new ArrayList<>();
    for (KeptRecord each : session.folder().keptRecords()) {
      known.addAll(keywords(each));
    }
    return known;
  }

  private static List<Keyword> keywords(KeptRecord kept) {
    DigestBlock digest = kept.record().digest();
    return Keywords.of(kept.description(), kept.type(), digest.doctor(), digest.timestampMs());
  }
}
