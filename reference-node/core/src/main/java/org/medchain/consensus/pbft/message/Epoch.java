package org.medchain.consensus.pbft.message;

import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * A run of heights that one set of members decides (PBFT-20).
 *
 * @param number counted from 0
 * @param first the lowest height that it decides
 * @param members who vote
 */
public record Epoch(long number, long first, Membership members) implements Encodable {
  /** The least encoded size in bytes. */
  static final int MIN_SIZE = 8 + 8 + 1;

  public static Epoch decode(Decoder in) {
    return new Epoch(WireFormat.decode(in), WireFormat.decode(in), decodeMembers(in));
  }

  static Membership decodeMembers(Decoder in) {
    return new Membership(in.list(PublicKey.SIZE, Quorum.MAX_NODES, PublicKey::decode));
  }

  @Override
  public void encode(Encoder out) {
    out.int64(number).int64(first).list(members.keys());
  }

  /** Whether a quorum of these members made the certificate, in a view of this epoch. */
  public boolean proves(QuorumCertificate certificate) {
    return ViewNumbers.epoch(certificate.view()) == number
        && certificate.height() >= first
        && certificate.suffices(members);
  }
}
