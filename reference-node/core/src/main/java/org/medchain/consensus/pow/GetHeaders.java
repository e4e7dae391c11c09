package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * GET-HEADERS (POW-29; after Bitcoin's getheaders): requests the headers of the receiver's best
 * chain above the first block of the locator that is on it; {@link Headers} is the reply.
 *
 * @param locator hashes of the requester's branch, highest first, at growing distances: 1 to 64
 */
public record GetHeaders(List<Hash> locator) implements Message {
  public static final MessageType TYPE = MessageType.of(34, "get-headers", GetHeaders.class);

  /** Distances double, so this reaches over any chain. */
  static final int MAX_LOCATOR_SIZE = 64;

  /** Copies the list and checks its size. */
  public GetHeaders {
    locator = List.copyOf(locator);
    Argument.refuseOutside(
        1, MAX_LOCATOR_SIZE, locator.size(), "a locator has %s to %s hashes, not %s");
  }
}
