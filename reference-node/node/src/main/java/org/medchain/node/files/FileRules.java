package org.medchain.node.files;

import java.time.Duration;

/**
 * How a client places and fetches files.
 *
 * @param replicas how many holders are to take a file before it counts as placed
 * @param pieceSize bytes of a piece, a power of two from 1 KiB to 1 MiB
 * @param patience how long it waits for one answer
 */
public record FileRules(int replicas, int pieceSize, Duration patience) {
  /** Three holders, pieces of 256 KiB, ten seconds. */
  public static final FileRules DEFAULT =
      new FileRules(3, StoredFile.DEFAULT_PIECE_SIZE, Duration.ofSeconds(10));

  /** Checks the ranges. */
  public FileRules {
    if (replicas < 1) {
      throw new IllegalArgumentException("a file has at least 1 holder, not " + replicas);
    }
    StoredFile.checkPieceSize(pieceSize);
  }
}
