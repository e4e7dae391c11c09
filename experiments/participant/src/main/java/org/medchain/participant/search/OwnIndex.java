package org.medchain.participant.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Keywords;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.search.UpdateIndex;
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
    if (kept.indexed()) {
      return kept;
    }
    update(EntryKind.ADD, kept);
    KeptRecord marked = kept.asIndexed(true);
    marked.write(session.folder().record(kept.id()));
    return marked;
  }

  /** Takes a record out, if it was entered. */
  public void remove(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    if (kept.indexed()) {
      update(EntryKind.REMOVE, kept);
      kept.asIndexed(false).write(session.folder().record(kept.id()));
    }
  }

  private void update(EntryKind kind, KeptRecord kept)
      throws IOException, RefusedException, InterruptedException {
    for (int i = 1; ; i++) {
      IndexMirror mirror = IndexMirror.upToDate(session, session.participant());
      SearchIndex index = mirror.index(SearchSecret.of(session).keyring(mirror.epoch()));
      index.learn(knownKeywords());
      IndexUpdate made = index.update(kind, kept.id(), keywords(kept), Padding.SMOOTHED);
      UpdateIndex order =
          new UpdateIndex(made.epoch(), made.number(), made.entries(), made.journal());
      Receipt receipt = session.order(order).receipt();
      if (receipt.succeeded()) {
        mirror.add(made.line());
        return;
      }
      if (i == TRIES) {
        throw new RefusedException("the search index: " + ParticipantSession.reason(receipt));
      }
      prepareNext(Outcome.of(receipt), receipt);
    }
  }

  private void prepareNext(Outcome outcome, Receipt receipt)
      throws IOException, RefusedException, InterruptedException {
    switch (outcome) {
      case WRONG_UPDATE, WRONG_EPOCH -> session.settle();
      case DELEGATION_OVER -> new SearchDelegations(session).endOver();
      default ->
          throw new RefusedException("the search index: " + ParticipantSession.reason(receipt));
    }
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
