package org.medchain.node.files;

import java.io.IOException;
import java.util.List;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.transport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the manifests that a holder cannot read any more (FILE-11). They name the file's record,
 * so that without one the candidates are unknown: every connected node is asked, the owner's
 * signature decides. For one thread.
 */
final class ManifestRestoration {
  private static final Logger log = LoggerFactory.getLogger(ManifestRestoration.class);

  /** A question waits for its answer; so few keep a round short. */
  private static final int MAX_PER_ROUND = 8;

  private int next;

  /** One round, over the files in turn; how many are whole or in part held again. */
  int restore(PieceStore store, HolderRpcClient calls) throws InterruptedException {
    List<Hash> unreadable = store.unreadableIds();
    int restored = 0;
    for (int i = 0; i < Math.min(MAX_PER_ROUND, unreadable.size()); i++) {
      Hash id = unreadable.get(Math.floorMod(next++, unreadable.size()));
      restored += restore(id, store, calls) ? 1 : 0;
    }
    return restored;
  }

  private static boolean restore(Hash id, PieceStore store, HolderRpcClient calls)
      throws InterruptedException {
    for (PublicKey holder : RendezvousHashing.rank(id, calls.connected())) {
      try {
        store.reserve(calls.manifest(holder, id));
        log.atInfo()
            .addKeyValue("file", id.brief())
            .addKeyValue("holder", holder.brief())
            .log("manifest fetched again");
        return true;
      } catch (RefusedException e) {
        log.atDebug().addKeyValue("holder", holder.brief()).log(e.getMessage());
      } catch (IOException e) {
        // One bad place on the disk must not keep the other files from their repair.
        log.atWarn()
            .addKeyValue("file", id.brief())
            .addKeyValue("reason", e.getMessage())
            .log("manifest not written");
        return false;
      }
    }
    return false;
  }
}
