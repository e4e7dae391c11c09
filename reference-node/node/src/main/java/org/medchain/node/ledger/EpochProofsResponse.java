package org.medchain.node.ledger;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;

/**
 * The ends of the epochs that follow the one that the asker knows, oldest first; each names the
 * members of the next (PBFT-21).
 *
 * @param proofs as {@link org.medchain.consensus.inspection.MembershipHistory#proof} gives them
 */
public record EpochProofsResponse(List<Bytes> proofs) implements Encodable {
  /** The most in a reply; a client that gets as many sends a further request. */
  public static final int MAX_PROOFS = 64;

  public EpochProofsResponse {
    proofs = List.copyOf(proofs);
    Argument.refuseIf(proofs.size() > MAX_PROOFS, "an answer ends up to %s epochs", MAX_PROOFS);
  }
}
