package org.medchain.contract.storageproof;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;

/**
 * A piece of an encrypted file: the leaf of its Merkle tree, and the unit of a challenge (GAME-4).
 *
 * @param content 1 to {@link #MAX_SIZE} bytes
 */
public record Chunk(Bytes content) implements Encodable {
  /** The most bytes; an answer has to fit into a transaction with its proof. */
  public static final int MAX_SIZE = 1024;

  /** The most chunks of one file, 64 GiB. */
  public static final int MAX_COUNT = 1 << 26;

  public Chunk {
    Argument.refuseOutside(1, MAX_SIZE, content.size(), "a chunk has %s to %s bytes, not %s");
  }

  /** The chunks of a file of 1 byte or more, all full but the last. */
  public static List<Chunk> of(Bytes file) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < file.size(); from += MAX_SIZE) {
      chunks.add(new Chunk(file.slice(from, Math.min(file.size(), from + MAX_SIZE))));
    }
    return List.copyOf(chunks);
  }
}
