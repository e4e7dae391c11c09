package org.medchain.node.ledger;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The question for a run of heights. The reply may hold fewer of them, from the first on.
 *
 * @param first height, 1 or more: every node has the genesis block
 * @param count how many at most, 1 or more
 */
public record HeightRange(long first, int count) implements Encodable {
  public HeightRange {
    Argument.refuseIf(
        first < 1 || count < 1,
        "a range begins at 1 or above and has 1 height or more: %s, %s",
        first,
        count);
  }
}
