package org.medchain.consensus.pbft.message;

import org.medchain.data.Hash;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests the content of a block that a new view must propose again: its certificate shows that at
 * least f + 1 honest replicas hold it.
 *
 * @param block hash of its header
 */
public record FetchBlock(Hash block) implements Message {
  public static final MessageType TYPE = MessageType.of(17, "fetch-block", FetchBlock.class);
}
