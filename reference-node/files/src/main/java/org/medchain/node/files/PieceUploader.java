package org.medchain.node.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.PieceSource;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;

/** Uploads a file to a holder: the missing pieces, a few at a time (FILE-7). */
record PieceUploader(HolderRpcClient calls, SignedManifest deposit, PieceSource source) {
  private static final int WINDOW = 4;

  /**
   * Ends when the holder reports that it holds all; how many pieces were sent.
   *
   * @throws RefusedException if it does not take them, or a piece is missing here
   */
  int uploadTo(PublicKey holder) throws IOException, RefusedException, InterruptedException {
    Hash id = deposit.id();
    int pieces = deposit.manifest().pieceCount();
    BitSet has = calls.begin(holder, deposit).toBitSet(pieces);
    Deque<CompletableFuture<Bytes>> open = new ArrayDeque<>();
    int sent = 0;
    for (int index = has.nextClearBit(0); index < pieces; index = has.nextClearBit(index + 1)) {
      Optional<Piece> piece = source.piece(index);
      if (piece.isEmpty()) {
        throw new RefusedException(
            "piece " + index + " of file " + id.brief() + " is not here to be sent");
      }
      if (open.size() == WINDOW) {
        calls.await(open.remove());
      }
      open.add(calls.send(holder, id, piece.get()));
      sent++;
    }
    while (!open.isEmpty()) {
      calls.await(open.remove());
    }
    if (!calls.begin(holder, deposit).isWhole()) {
      throw new RefusedException(
          holder.brief() + " took file " + id.brief() + " and does not hold it");
    }
    return sent;
  }
}
