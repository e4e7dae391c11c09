package org.medchain.node.files.piece;

import java.io.IOException;
import java.util.Optional;

/** Where pieces of one file are taken from. */
public interface PieceSource {
  /** The piece at {@code index}; empty if it is not there or was found damaged. */
  Optional<Piece> piece(int index) throws IOException;
}
