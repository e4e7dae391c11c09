package org.medchain.consensus.pbft.message;

import org.medchain.data.Natural;
import org.medchain.data.Receipt;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * REPLY (Castro and Liskov 1999, §4.1) to an ordered request: its sender accepts the result when f
 * + 1 replicas reply with the same height and receipt.
 *
 * @param view of the replica, from which a client guesses the primary
 * @param height of the block that holds the request
 * @param receipt of its execution; names the request
 */
public record OrderedReply(@Natural long view, @Natural long height, Receipt receipt)
    implements Message.Deniable {
  public static final MessageType TYPE = MessageType.of(19, "reply", OrderedReply.class);
}
