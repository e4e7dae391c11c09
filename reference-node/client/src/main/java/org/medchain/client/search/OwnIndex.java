package org.medchain.client.search;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Keywords;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.client.identity.JsonText;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;

/**
 * The search index of this session's identity (VER-2, PROC-21): enters its records under the words
 * of their descriptions, types, doctors and dates, and puts another index in its place, in which an
 * erased record is not.
 *
 * @param session of a patient
 * @param progress is told of each record that is entered besides the one that is asked for
 */
public record OwnIndex(ParticipantSession session, Consumer<String> progress) {
  /** Another device may have updated it, and a delegation's time may have ended. */
  private static final int TRIES = 4;

  /** Enters a record, once; it is marked as entered. */
  public KeptRecord add(KeptRecord kept)
      throws IOException, RefusedException, InterruptedException {
    finish();
    enter(kept);
    return newest(kept);
  }

  /** Enters what is in no index yet, in an order that is drawn; how many records. */
  public int addAll() throws IOException, RefusedException, InterruptedException {
    List<KeptRecord> missing = missing();
    finish();
    enterAll(missing);
    return missing.size();
  }

  /**
   * Puts another index in its place, under keys that follow from no earlier key, with the records
   * of the folder that were not erased: no search finds anything else, not even with an earlier
   * key.
   *
   * @return how many records it has
   */
  public int renew() throws IOException, RefusedException, InterruptedException {
    finish();
    IndexRenewal.begin(session.folder());
    finish();
    return entered();
  }

  /** How many updates the index has that no record of the folder is marked as entered by. */
  public int unknownUpdates() throws IOException, RefusedException, InterruptedException {
    return IndexMirror.upToDate(session, session.participant()).size() - entered();
  }

  /** How many records of the folder are in it. */
  public int entered() throws IOException {
    return (int) session.folder().keptRecords().stream().filter(KeptRecord::indexed).count();
  }

  /**
   * Finishes what an interrupted command left. The same update is sent again: another one in its
   * place would have addresses in common with it, which nodes may have seen (VER-3).
   */
  public void finish() throws IOException, RefusedException, InterruptedException {
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
    if (IndexRenewal.isPending(session.folder())) {
      IndexRenewal renewal = new IndexRenewal(session);
      renewal.leave();
      int unused = new SearchDelegations(session).renew();
      enterAll(missing());
      renewal.end();
    }
  }

  /** Ids are on the ledger: in any order that others know, updates would show their records. */
  private List<KeptRecord> missing() throws IOException {
    List<KeptRecord> missing = new ArrayList<>(session.folder().keptRecords());
    missing.removeIf(each -> each.indexed() || !each.placed());
    Collections.shuffle(missing, new SecureRandom());
    return missing;
  }

  private void enterAll(List<KeptRecord> records)
      throws IOException, RefusedException, InterruptedException {
    for (KeptRecord each : records) {
      enter(each);
      progress.accept("record " + each.id().brief() + " entered");
    }
  }

  private void enter(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    KeptRecord now = newest(kept);
    if (!now.indexed()) {
      update(now);
    }
  }

  /** The newest note on it: an update that was finished has marked its record. */
  private KeptRecord newest(KeptRecord kept) throws IOException {
    return session.folder().kept(kept.id()).orElse(kept);
  }

  private void update(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    for (int i = 1; i <= TRIES; i++) {
      new SearchDelegations(session).endOver();
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      if (carryOut(noted(kept, mirror), mirror)) {
        return;
      }
    }
    throw new RefusedException(
        "the search index: other updates of it came first " + TRIES + " times; try again");
  }

  /** Makes the next update, and writes it down; it may be sent when this returns. */
  UpdateNote noted(KeptRecord kept, IndexMirror mirror) throws IOException, RefusedException {
    SearchIndex index = mirror.ownIndex();
    index.learn(knownKeywords());
    IndexUpdate made = index.update(EntryKind.ADD, kept.id(), keywords(kept), Padding.SMOOTHED);
    UpdateNote note =
        new UpdateNote(
            kept.id(),
            new UpdateIndex(made.epoch(), made.number(), made.entries(), made.journal()));
    JsonText.write(session.folder().searchUpdate(), note);
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
    Optional<KeptRecord> kept = session.folder().kept(note.record());
    if (kept.isPresent()) {
      session.folder().write(kept.get().asIndexed(true));
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
