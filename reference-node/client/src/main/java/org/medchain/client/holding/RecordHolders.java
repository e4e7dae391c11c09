package org.medchain.client.holding;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;

/**
 * The hospitals to which an owner ever entrusted the file of its record: connected or not, with a
 * node or without one (PROC-9, PRIV-10). f + 1 agencies list the orders, and each is read as the
 * chain has it; the state proves whether a holding still counts.
 */
public final class RecordHolders {
  private RecordHolders() {}

  /** Of a record of the identity's own. */
  public static List<PublicKey> entrusted(ParticipantSession session, Hash record)
      throws RefusedException, InterruptedException {
    long unusedHeight = session.light().sync();
    Set<PublicKey> found = new TreeSet<>();
    for (HistoryEntry each : session.pages().all(HistorySearch.of(record))) {
      if (each.kind() == EntrustFile.TYPE.number()
          && session.isOwn(each)
          && MedicalModules.operation(session.light().existence(each.request()).value())
              instanceof EntrustFile entrusted) {
        found.add(entrusted.holder());
      }
    }
    return List.copyOf(found);
  }
}
