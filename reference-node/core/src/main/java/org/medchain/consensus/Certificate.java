package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Hash;
import org.medchain.network.Membership;

/** Why a block counts as committed, in a form that convinces a third party. */
public interface Certificate {
  /** The height of the block. */
  long height();

  /** The hash of the block's header. */
  Hash block();

  /** The signed statements in it, to be verified by an authenticator. */
  default List<Attestation> attestations() {
    return List.of();
  }

  /** Whether it convinces a verifier who knows the members, if its signatures hold. */
  boolean suffices(Membership members);
}
