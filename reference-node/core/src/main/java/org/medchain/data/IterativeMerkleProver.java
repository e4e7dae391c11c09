package org.medchain.data;

import java.util.List;
import java.util.Objects;

/**
 * Proofs by repeated iteration: no hash is retained, and each root or proof is one more pass over
 * the leaves with a {@link MerkleAccumulator} (paper §3.2.1; DATA-12).
 *
 * @param leaves in their order
 */
record IterativeMerkleProver(List<? extends Encodable> leaves) implements MerkleProver {
  @Override
  public int count() {
    return leaves.size();
  }

  @Override
  public Hash root() {
    return MerkleTree.rootOf(leaves);
  }

  @Override
  public InclusionProof proof(int index) {
    Objects.checkIndex(index, count());
    MerkleAccumulator accumulator = MerkleAccumulator.proving(index);
    leaves.forEach(accumulator::append);
    return accumulator.proof();
  }
}
