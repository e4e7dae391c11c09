package org.medchain.consensus.pbft.message;

import org.medchain.data.Hash;
import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * PREPARE (Castro and Liskov 1999, §4.2): a backup has accepted the primary's proposal for this
 * view and height, and will accept no other one there.
 *
 * @param view in which the vote counts
 * @param height of the block
 * @param block hash of its header
 */
public record Prepare(@Natural long view, @Natural long height, Hash block) implements Message {
  public static final MessageType TYPE = MessageType.of(11, "prepare", Prepare.class);
}
