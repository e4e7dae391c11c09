package org.medchain.client.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.medchain.client.identity.JsonText;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;

/**
 * That an identity's search index is to be another one (VER-13, PROC-21; decision 0242): a note on
 * the disk, from before the first order of it until all records of the folder are entered again,
 * says which generation it leaves. So it is left once, however often a command is interrupted.
 *
 * @param session of the owner
 */
public record IndexRenewal(ParticipantSession session) {
  private static final String LEAVES = "leaves";
  private static final int TRIES = 4;

  /** Writes it down; a renewal that has begun stays as it is. */
  public static void begin(ParticipantFolder folder) throws IOException {
    if (!isPending(folder)) {
      JsonText.write(folder.searchRenewal(), Map.of());
    }
  }

  /** Writes it down if there is an index, which a folder that begins knows nothing of. */
  public void beginIfAny() throws IOException, RefusedException {
    if (IndexMirror.head(session, session.participant()).updates() > 0) {
      begin(session.folder());
    }
  }

  static boolean isPending(ParticipantFolder folder) {
    return Files.exists(folder.searchRenewal());
  }

  /** All of it is done. */
  void end() throws IOException {
    Files.delete(session.folder().searchRenewal());
  }

  /**
   * Takes all updates of the index out that is left; no record is marked as entered after it.
   *
   * @throws RefusedException if another device enters records meanwhile
   */
  void leave() throws IOException, RefusedException, InterruptedException {
    session.settle();
    SearchIndexHead head = IndexMirror.head(session, session.participant());
    Path note = session.folder().searchRenewal();
    int leaves = JsonText.read(note).path(LEAVES).asInt(SearchIndexes.generation(head.epoch()));
    JsonText.write(note, Map.of(LEAVES, leaves));
    for (int i = 0; SearchIndexes.generation(head.epoch()) == leaves; i++) {
      if (i == TRIES) {
        throw new RefusedException(
            "the search index: other updates of it came first " + TRIES + " times; try again");
      }
      markNothingEntered();
      clear(head.updates());
      session.settle();
      head = IndexMirror.head(session, session.participant());
    }
  }

  private void markNothingEntered() throws IOException {
    for (KeptRecord each : session.folder().keptRecords()) {
      if (each.indexed()) {
        session.folder().write(each.asIndexed(false));
      }
    }
  }

  private void clear(long updates) throws IOException, RefusedException, InterruptedException {
    long left = updates;
    Receipt receipt;
    do {
      receipt = session.order(new ClearIndex(left)).receipt();
      left = Math.max(0, left - ClearIndex.MAX_UPDATES);
    } while (receipt.succeeded() && left > 0);
    if (!receipt.succeeded() && Outcome.of(receipt) != Outcome.WRONG_UPDATE) {
      throw new RefusedException("the search index: " + ParticipantSession.reason(receipt));
    }
  }
}
