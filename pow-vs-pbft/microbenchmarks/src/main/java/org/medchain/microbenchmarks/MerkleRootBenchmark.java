package org.medchain.microbenchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds for the Merkle root over leaves of 32 bytes, in the paper's two ways (§3.2.1): with
 * all hashes retained, and by repeated iteration. Both hash twice as often as there are leaves.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MerkleRootBenchmark {
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
