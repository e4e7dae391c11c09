package org.medchain.data;

import java.util.List;
import java.util.Objects;

/**
 * Gives the root over a list of leaves and a proof for each, in one of the two ways of the paper
 * (§3.2.1): all hashes retained while the leaves are few, repeated iteration when they are many.
 * Both give the same roots and proofs (DATA-12).
 */
public sealed interface MerkleProver permits MerkleTree, MerkleProver.IterativeMerkleProver {
  /**
   * Up to this number of leaves all hashes are retained: 2^16 leaves take 4 MiB (decision 0002).
   */
  int RETAINED_AT_MOST = 1 << 16;

  /** The prover that fits the number of leaves: the one place where the way is chosen. */
  static MerkleProver over(List<? extends Encodable> leaves) {
    return leaves.size() <= RETAINED_AT_MOST
        ? MerkleTree.of(leaves)
        : new IterativeMerkleProver(List.copyOf(leaves));
  }

  /** Number of leaves. */
  int count();

  /** The root over all leaves. */
  Hash root();

  /**
   * The proof of the leaf at {@code index}, from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  InclusionProof proof(int index);

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
}
