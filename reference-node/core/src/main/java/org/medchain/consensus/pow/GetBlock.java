package org.medchain.consensus.pow;

import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests a block that this node knows of and does not hold; {@link NewBlock} is the reply.
 *
 * @param block hash of its header
 */
public record GetBlock(Hash block) implements Message {
  public static final MessageType TYPE = MessageType.of(31, "get-block", GetBlock.class);
}
