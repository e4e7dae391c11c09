package org.medchain.consensus.pbft.message;

import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * A run of heights that one set of members decides (PBFT-20). Like a block it names the one before
 * by its hash, and so fixes the whole chain of epochs up to it.
 *
 * @param number counted from 0
 * @param previous hash of the epoch before; zero for the first
 * @param first the lowest height that it decides
 * @param members who vote
 */
public record Epoch(long number, Hash previous, long first, Membership members)
    implements Encodable {
  static final Codec<Membership> MEMBERS =
      PublicKey.CODEC.list(QuorumSizes.MAX_NODES).map(Membership::new, Membership::keys);

  public static final Codec<Epoch> CODEC =
      Codec.of(Epoch.class, Codec.NATURAL, Codec.HASH, Codec.NATURAL, MEMBERS);

  /** The one after this, which begins at a height. */
  public Epoch next(long height, Membership changed) {
    return new Epoch(number + 1, Hash.of(encoded()), height, changed);
  }

  /** Whether it names that one, and with it all before, as its predecessor. */
  boolean follows(Epoch before) {
    return equals(before.next(first, members));
  }

  /** Whether a quorum of these members made the certificate, in this epoch. */
  public boolean proves(Certificate certificate) {
    return certificate.epoch() == number
        && certificate.height() >= first
        && certificate.suffices(members);
  }
}
