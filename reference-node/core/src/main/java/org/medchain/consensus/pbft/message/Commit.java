package org.medchain.consensus.pbft.message;

import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Hash;
import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * COMMIT (Castro and Liskov 1999, §4.2): the replica is prepared for this block. The signatures of
 * a quorum make a {@link QuorumCertificate}.
 *
 * @param view in which the vote counts
 * @param height of the block
 * @param block hash of its header
 */
public record Commit(@Natural long view, @Natural long height, Hash block) implements Message {
  public static final MessageType TYPE = MessageType.of(12, QuorumCertificate.DOMAIN, Commit.class);
}
