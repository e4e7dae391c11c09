package org.medchain.node.files;

import java.util.List;
import org.medchain.data.PublicKey;

/** What a {@link FileFetch} wants done. */
sealed interface FetchAction {
  /** Ask a holder for a piece. */
  record Ask(PublicKey holder, int index) implements FetchAction {}

  /** Keep a piece: it was verified. */
  record Write(Piece piece) implements FetchAction {}

  /** A holder is asked no more; {@code lied} if it sent what is not of the file. */
  record Drop(PublicKey holder, boolean lied) implements FetchAction {}

  /** It is over; {@code missing} are the pieces that no holder has, none if all is there. */
  record End(List<Integer> missing) implements FetchAction {
    public End {
      missing = List.copyOf(missing);
    }
  }
}
