package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Membership;

/**
 * Why a block counts as committed, in a form that convinces a third party. Each protocol has a
 * different kind, and nothing in the bytes says which: {@link Protocol#codecs} reads it.
 */
public interface Certificate extends Encodable {
  /** The height of the block. */
  long height();

  /** The hash of the block's header. */
  Hash block();

  /** Whether it is about that block. */
  default boolean isOf(Header header) {
    return height() == header.height() && block().equals(header.hash());
  }

  /** The number of the epoch whose members made it (PBFT-20); 0 where no member ever changes. */
  default long epoch() {
    return 0;
  }

  /** The signed statements in it, to be verified by an authenticator. */
  default List<Attestation> attestations() {
    return List.of();
  }

  /** Whether it convinces a verifier who knows the members, if its signatures hold. */
  boolean suffices(Membership members);
}
