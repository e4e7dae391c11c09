package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** DATA-10: the search finds what trying one string after the other finds. */
class ProofOfWorkSearchTest {
  @Provide
  Arbitrary<Header> headers() {
    return DataArbitraries.headers();
  }

  @Provide
  Arbitrary<RandomString> starts() {
    return DataArbitraries.randomStrings();
  }

  private static Header with(Header header, Difficulty difficulty) {
    return new Header(
        header.version(),
        header.previous(),
        header.timestampMs(),
        header.merkleRoot(),
        header.transactionCount(),
        header.height(),
        header.stateRoot(),
        header.receiptsRoot(),
        difficulty,
        header.randomString());
  }

  /** Each try hashes the whole header again. */
  private static Optional<Header> naiveSearch(Header header, RandomString start, long tries) {
    for (long i = 0; i < tries; i++) {
      Header tried = header.with(new RandomString(start.salt(), start.counter() + i));
      if (header.difficulty().isMetBy(tried.hash())) {
        return Optional.of(tried);
      }
    }
    return Optional.empty();
  }

  @Property(seed = "30", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void findsWhatTheNaiveSearchFinds(
      @ForAll("headers") Header any,
      @ForAll("starts") RandomString start,
      @ForAll @IntRange(min = 1, max = 300) int coefficient,
      @ForAll @IntRange(max = 300) int tries) {
    Header header = with(any, Difficulty.ofCoefficient(coefficient));
    Optional<Header> found = new ProofOfWorkSearch(header).search(start, tries);
    assertThat(found).isEqualTo(naiveSearch(header, start, tries));
    found.ifPresent(
        valid -> {
          assertThat(valid.difficulty().isMetBy(valid.hash())).isTrue();
          assertThat(valid.with(header.randomString())).isEqualTo(header);
        });
  }

  /** Several calls of one search continue where the last ended, over the end of the numbers too. */
  @Example
  void continuesAcrossCallsAndTheLargestCounter() {
    Header header = SampleChains.header(1, Hash.ZERO, Difficulty.ofCoefficient(64));
    ProofOfWorkSearch search = new ProofOfWorkSearch(header);
    RandomString start = new RandomString(7, Long.MAX_VALUE - 2);
    Optional<Header> stepwise = Optional.empty();
    for (int i = 0; stepwise.isEmpty(); i++) {
      stepwise = search.search(new RandomString(7, start.counter() + i), 1);
    }
    assertThat(search.search(start, 100_000)).isEqualTo(stepwise);
  }

  @Example
  void withoutDifficultyTheFirstStringServes() {
    Header header = SampleChains.header(1, Hash.ZERO, Difficulty.NONE);
    RandomString start = new RandomString(3, 4);
    assertThat(new ProofOfWorkSearch(header).search(start, 1)).contains(header.with(start));
    assertThat(new ProofOfWorkSearch(header).search(start, 0)).isEmpty();
  }
}
