package org.medchain.consensus.pbft.message;

import java.util.List;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Attestation;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * How the members changed, for a client that may know those of an earlier epoch only (PBFT-21). It
 * proves itself and has no block: a client is not shown others' requests (LIGHT-8).
 *
 * @param proofs of all changes since the genesis block, oldest first
 */
public record MembershipProof(List<EpochProof> proofs) implements Message {
  public static final MessageType TYPE =
      MessageType.of(28, "membership-proof", MembershipProof.class);

  public MembershipProof {
    proofs = List.copyOf(proofs);
  }

  @Override
  public List<Attestation> nested() {
    return proofs.stream().flatMap(proof -> proof.certificate().attestations().stream()).toList();
  }
}
