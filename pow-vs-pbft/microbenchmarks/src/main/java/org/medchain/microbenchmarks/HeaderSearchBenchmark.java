package org.medchain.microbenchmarks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Header;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * Tries of the search for a random string (paper §3.1) a second on one core: one operation is one
 * try. The ceiling of one-lane SHA-256 is one compression a try; the naive way hashes all three
 * blocks of the header and makes objects.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HeaderSearchBenchmark extends LoopBenchmark {
  private static final int TRIES = 1000;

  private final Header header = BenchmarkInputs.unsolvableHeader();
  private final ProofOfWorkSearch search = new ProofOfWorkSearch(header);
  private long counter;

  /** As miners do it: the first 128 bytes hashed once. */
  @Benchmark
  @OperationsPerInvocation(TRIES)
  public Optional<Header> search() {
    counter += TRIES;
    return search.search(new RandomString(7, counter), TRIES);
  }

  /** As the definition says it: a new header, its hash, a comparison. */
  @Benchmark
  @OperationsPerInvocation(TRIES)
  public int naive() {
    int found = 0;
    for (int i = 0; i < TRIES; i++) {
      Header tried = header.with(new RandomString(7, ++counter));
      if (tried.difficulty().isMetBy(tried.hash())) {
        found++;
      }
    }
    return found;
  }
}
