package org.medchain.node.files;

import java.time.Duration;
import org.medchain.node.files.piece.FileManifest;

/**
 * How a client places and fetches files.
 *
 * @param replicas how many holders are to take a file before it counts as placed
 * @param pieceSize bytes of a piece, a power of two from 1 KiB to 1 MiB
 * @param timeout timeout of one reply
 */
public record FileTransferSettings(int replicas, int pieceSize, Duration timeout) {
  /** Three holders, pieces of 256 KiB, ten seconds. */
  public static final FileTransferSettings DEFAULT =
      new FileTransferSettings(3, FileManifest.DEFAULT_PIECE_SIZE, Duration.ofSeconds(10));
}
