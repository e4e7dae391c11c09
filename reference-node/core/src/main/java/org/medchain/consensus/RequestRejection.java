package org.medchain.consensus;

import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Rejects a client's request with a reason (paper §4: requests that fail verification go back to
 * the sender and are not recorded). A single node is not trusted: a client needs f + 1.
 *
 * @param body hash of the rejected message; for a request, the transaction's id
 * @param reason in one line
 */
public record RequestRejection(Hash body, String reason) implements Message.Deniable {
  /** Longer reasons are cut, so that a short message does not cause a long one. */
  private static final int MAX_CHARACTERS = 200;

  public static final MessageType TYPE = MessageType.of(2, "refusal", RequestRejection.class);

  /** Of a reason of any length. */
  public static RequestRejection of(Hash body, String reason) {
    return new RequestRejection(
        body, reason.length() <= MAX_CHARACTERS ? reason : reason.substring(0, MAX_CHARACTERS));
  }
}
