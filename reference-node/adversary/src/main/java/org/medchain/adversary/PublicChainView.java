package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Header;
import org.medchain.network.Message;

/**
 * A secret miner's knowledge of the public chain: its height, read from the headers in messages.
 * Blocks are counted, not work: with retargeting that is an approximation.
 */
final class PublicChainView {
  private long height;

  /** Height of the highest block of the others, or published by this miner. */
  long height() {
    return height;
  }

  /**
   * Reads a message of another node.
   *
   * @return whether the chain has grown
   */
  boolean observe(Message message) {
    long before = height;
    for (Header header : headers(message)) {
      // Without the check of its work every header would count.
      if (header.difficulty().isMetBy(header.hash())) {
        height = Math.max(height, header.height());
      }
    }
    return height > before;
  }

  /** This miner has published its blocks up to here. */
  void onPublished(long upTo) {
    height = Math.max(height, upTo);
  }

  private static List<Header> headers(Message message) {
    return message instanceof Headers several
        ? several.headers()
        : block(message).map(List::of).orElse(List.of());
  }

  /** The header of the block that a message carries. */
  static Optional<Header> block(Message message) {
    return switch (message) {
      case NewBlock whole -> Optional.of(whole.block().header());
      case CompactBlock compact -> Optional.of(compact.header());
      default -> Optional.empty();
    };
  }
}
