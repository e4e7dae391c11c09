package org.medchain.node.ledger;

import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Heights whose blocks a store lacks.
 *
 * @param first the lowest, 1 or more
 * @param last the highest; {@link Long#MAX_VALUE} for all that will ever be
 * @param below hash of the header under the lowest
 * @param above the header above the highest; empty if nothing is there
 */
public record Gap(long first, long last, Hash below, Optional<Header> above) {
  /** Checks that both ends fit. */
  public Gap {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("no gap is from " + first + " to " + last);
    }
    if (above.isPresent() && above.get().height() != last + 1) {
      throw new IllegalArgumentException(
          "the header above " + last + " is of height " + above.get().height());
    }
  }

  /** Everything above a header that is there. */
  public static Gap above(Header header) {
    return new Gap(header.height() + 1, Long.MAX_VALUE, header.hash(), Optional.empty());
  }

  /** What is missing between two headers that are there. */
  public static Gap between(Header lower, Header upper) {
    return new Gap(lower.height() + 1, upper.height() - 1, lower.hash(), Optional.of(upper));
  }
}
