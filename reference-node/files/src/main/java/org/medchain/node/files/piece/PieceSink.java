package org.medchain.node.files.piece;

import java.io.IOException;
import java.util.BitSet;
import org.medchain.node.transport.RefusedException;

/** Where verified pieces of one file go. */
public interface PieceSink {
  /**
   * The pieces that are there already.
   *
   * @throws RefusedException if the file is not wanted here any more
   */
  BitSet presentPieces() throws RefusedException;

  /**
   * Keeps a piece that belongs to the file.
   *
   * @throws RefusedException if the file is not wanted here any more
   */
  void write(Piece piece) throws IOException, RefusedException;
}
