package org.medchain.node.files;

import java.io.IOException;
import java.util.BitSet;
import org.medchain.node.transport.Refused;

/** Where verified pieces of one file go. */
interface PieceSink {
  /** What is there already. */
  BitSet have();

  /**
   * Keeps a piece that belongs to the file.
   *
   * @throws Refused if the file is not wanted here any more
   */
  void write(Piece piece) throws IOException, Refused;
}
