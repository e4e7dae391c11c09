package org.medchain.node.ledger;

import java.util.Optional;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Heights whose blocks a store lacks.
 *
 * @param first the lowest, 1 or more
 * @param last the highest; {@link Long#MAX_VALUE} for all that will ever be
 * @param previousHash hash of the header under the lowest
 * @param nextHeader the header above the highest; empty if nothing is there
 */
public record BlockGap(long first, long last, Hash previousHash, Optional<Header> nextHeader) {
  /** Checks that both ends fit. */
  public BlockGap {
    Argument.refuseIf(first < 1 || last < first, "no gap is from %s to %s", first, last);
    if (nextHeader.isPresent() && nextHeader.get().height() != last + 1) {
      throw new IllegalArgumentException(
          "the header above " + last + " has height " + nextHeader.get().height());
    }
  }

  /** Everything above a header that is there. */
  public static BlockGap nextHeader(Header header) {
    return new BlockGap(header.height() + 1, Long.MAX_VALUE, header.hash(), Optional.empty());
  }

  /** The gap between two present headers. */
  public static BlockGap between(Header lower, Header upper) {
    return new BlockGap(lower.height() + 1, upper.height() - 1, lower.hash(), Optional.of(upper));
  }
}
