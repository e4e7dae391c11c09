package org.medchain.consensus;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/** Blocks by hash, of which the oldest go when all have more bytes than the limit. */
public final class BoundedBlocks {
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();
  private final long limit;
  private final Predicate<Block> stays;
  private long bytes;

  /**
   * Of none.
   *
   * @param limit in bytes
   * @param stays whether a block is kept even so
   */
  public BoundedBlocks(long limit, Predicate<Block> stays) {
    this.limit = limit;
    this.stays = stays;
  }

  public void add(Block block) {
    if (blocks.putIfAbsent(block.hash(), block) == null) {
      bytes += block.expectedSize();
      discard(oldest -> bytes > limit && !stays.test(oldest));
    }
  }

  public void discard(Predicate<Block> goes) {
    for (Block block : List.copyOf(blocks.values())) {
      if (goes.test(block)) {
        blocks.remove(block.hash());
        bytes -= block.expectedSize();
      }
    }
  }

  public Optional<Block> find(Hash block) {
    return Optional.ofNullable(blocks.get(block));
  }

  /** The oldest first. */
  public Collection<Block> all() {
    return Collections.unmodifiableCollection(blocks.values());
  }
}
