package org.medchain.node.files;

import java.util.List;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.Piece;

/** An action that a {@link FileFetch} requests. */
sealed interface FetchAction {
  /** Request a piece of a holder. */
  record RequestPiece(PublicKey holder, int index) implements FetchAction {}

  /** Keep a piece: it was verified. */
  record StorePiece(Piece piece) implements FetchAction {}

  /** A holder gets no further request; {@code lied} if it sent bytes that are not of the file. */
  record DropHolder(PublicKey holder, boolean misbehaved) implements FetchAction {}

  /** It is over; {@code missing} are the pieces that no holder has, none if all is there. */
  record FetchEnded(List<Integer> missing) implements FetchAction {}
}
