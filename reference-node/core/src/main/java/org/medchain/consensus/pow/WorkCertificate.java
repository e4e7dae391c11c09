package org.medchain.consensus.pow;

import org.medchain.consensus.Certificate;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Membership;

/**
 * The header's own proof of work (Nakamoto 2008, §4): the block is on the best chain of the
 * reporting node; how final it is depends on the work on top of it.
 *
 * @param header under its target
 */
public record WorkCertificate(Header header) implements Certificate {
  @Override
  public long height() {
    return header.height();
  }

  @Override
  public Hash block() {
    return header.hash();
  }

  @Override
  public boolean suffices(Membership members) {
    return header.difficulty().isMetBy(block());
  }
}
