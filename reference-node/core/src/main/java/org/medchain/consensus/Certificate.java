package org.medchain.consensus;

import org.medchain.data.Hash;

/** Why a block counts as committed, in a form that convinces a third party. */
public sealed interface Certificate permits QuorumCertificate, WorkCertificate {
  /** The height of the block. */
  long height();

  /** The hash of the block's header. */
  Hash block();
}
