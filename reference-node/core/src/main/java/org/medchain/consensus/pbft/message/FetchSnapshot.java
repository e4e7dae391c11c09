package org.medchain.consensus.pbft.message;

import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * Requests one part of the snapshot of a stable checkpoint (Castro and Liskov 2002, §6.2.2).
 *
 * @param height of the checkpoint
 * @param part counted from 0
 */
public record FetchSnapshot(@Natural long height, int part) implements Message {
  public static final MessageType TYPE = MessageType.of(22, "fetch-snapshot", FetchSnapshot.class);
}
