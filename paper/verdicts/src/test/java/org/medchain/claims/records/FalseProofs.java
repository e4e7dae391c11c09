package org.medchain.claims.records;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.medchain.application.ExistenceProof;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;

/** Makes false proofs of existence from true ones of several blocks. For one thread. */
final class FalseProofs {
  private final List<ExistenceProof> proofs;
  private final int height;
  private final Random random;

  /**
   * From these.
   *
   * @param proofs true ones, of which some are from blocks of several transactions
   * @param height of the last block
   * @param random source of all draws
   */
  FalseProofs(List<ExistenceProof> proofs, int height, Random random) {
    this.proofs = List.copyOf(proofs);
    this.height = height;
    this.random = random;
  }

  /** A false proof; empty if its bytes are not even a proof, so that nobody can be shown it. */
  Optional<ExistenceProof> draw(FalseProofKind kind) {
    try {
      return Optional.of(
          switch (kind) {
            case FLIPPED_BIT -> flipped(any());
            case OTHER_INDEX -> elsewhere(oneOfSeveral());
            case OTHER_BLOCK -> inAnotherBlock(any());
            case OTHER_TRANSACTION -> ofAnother(any());
          });
    } catch (MalformedInput | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ExistenceProof any() {
    return proofs.get(random.nextInt(proofs.size()));
  }

  private ExistenceProof oneOfSeveral() {
    ExistenceProof proof = any();
    while (proof.inclusion().count() == 1) {
      proof = any();
    }
    return proof;
  }

  private ExistenceProof flipped(ExistenceProof proof) {
    byte[] bytes = proof.encoded().toArray();
    int bit = random.nextInt(8 * bytes.length);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Codec.of(ExistenceProof.class).decoded(Bytes.of(bytes));
  }

  private ExistenceProof elsewhere(ExistenceProof proof) {
    InclusionProof from = proof.inclusion();
    int other = (from.index() + 1 + random.nextInt(from.count() - 1)) % from.count();
    return new ExistenceProof(
        proof.height(), new InclusionProof(other, from.count(), from.path()), proof.transaction());
  }

  private ExistenceProof inAnotherBlock(ExistenceProof proof) {
    int other = 1 + (Math.toIntExact(proof.height()) + random.nextInt(height - 1)) % height;
    return new ExistenceProof(other, proof.inclusion(), proof.transaction());
  }

  private ExistenceProof ofAnother(ExistenceProof proof) {
    ExistenceProof other = any();
    while (other.transaction().equals(proof.transaction())) {
      other = any();
    }
    return new ExistenceProof(proof.height(), proof.inclusion(), other.transaction());
  }
}
