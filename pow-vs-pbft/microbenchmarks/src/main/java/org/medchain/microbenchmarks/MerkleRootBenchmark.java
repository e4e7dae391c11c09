package org.medchain.microbenchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Milliseconds for the Merkle root over leaves of 32 bytes, in the paper's two ways (§3.2.1): with
 * all hashes retained, and by repeated iteration. Both hash twice as often as there are leaves.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MerkleRootBenchmark extends LoopBenchmark {
  /** Number of leaves: 2^10, 2^20. */
  @Param({"1024", "1048576"})
  public int count;

  private List<BenchmarkInputs.HashLeaf> leaves;

  /** Makes the leaves. */
  @Setup
  public void makeLeaves() {
    leaves = BenchmarkInputs.leaves(count);
  }

  /** The tree with all hashes, from which proofs can be read off. */
  @Benchmark
  public Hash tree() {
    return MerkleTree.of(leaves).root();
  }

  /** The accumulator, which keeps one hash a level. */
  @Benchmark
  public Hash accumulator() {
    return MerkleTree.rootOf(leaves);
  }
}
