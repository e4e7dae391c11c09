package org.medchain.consensus.pow;

import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Announces the sender's head, so that a node that missed it can request it (decision 0081).
 *
 * @param block hash of the head's header
 * @param height of the head
 */
public record Announce(Hash block, long height) implements Message {
  public static final MessageType TYPE = MessageType.of(32, "announce", Announce.class);

  public Announce {
    Argument.refuseIf(height < 0, "a height is not negative: %s", height);
  }
}
