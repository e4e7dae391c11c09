package org.medchain.consensus.pbft.message;

import org.medchain.data.Natural;
import org.medchain.data.Receipt;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * The reply to a {@link ReadRequest}; its sender accepts the result when a quorum of replicas
 * replies with the same (PBFT-22).
 *
 * @param epoch that the replica is in: quorums of different epochs prove nothing together
 * @param height of the last block that the replica had executed
 * @param receipt of the read; names the request
 */
public record ReadReply(@Natural long epoch, @Natural long height, Receipt receipt)
    implements Message.Deniable {
  public static final MessageType TYPE = MessageType.of(25, "read-reply", ReadReply.class);
}
