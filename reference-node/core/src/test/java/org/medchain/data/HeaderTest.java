package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** DATA-8, DATA-10: the header's bytes, and the search finds what trying in turn finds. */
class HeaderTest {
  private static Hash filled(int octet) {
    return Hash.fromHex(String.format(Locale.ROOT, "%02x", octet).repeat(Hash.SIZE));
  }

  private static Header example() {
    return new Header(
        1,
        filled(0xA1),
        0x0102030405060708L,
        filled(0xA2),
        0x090A0B0C,
        0x1112131415161718L,
        filled(0xA3),
        filled(0xA4),
        new Difficulty(0x1d00ffff),
        new RandomString(0x2122232425262728L, 0x3132333435363738L));
  }

  @Provide
  Arbitrary<Header> headers() {
    return DataArbitraries.headers();
  }

  @Example
  void layout() {
    String expected =
        "01000000"
            + "a1".repeat(32)
            + "0807060504030201"
            + "a2".repeat(32)
            + "0c0b0a09"
            + "1817161514131211"
            + "a3".repeat(32)
            + "a4".repeat(32)
            + "ffff001d"
            + "2827262524232221"
            + "3837363534333231";
    assertThat(example().encoded().toHex()).isEqualTo(expected);
    assertThat(Header.SIZE).isEqualTo(172).isEqualTo(example().encoded().size());
  }

  @Property(seed = "60", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theHashIsThatOfTheEncoding(@ForAll("headers") Header header) {
    assertThat(header.encoded().size()).isEqualTo(Header.SIZE);
    assertThat(header.hash()).isEqualTo(Hash.of(header.encoded()));
    assertThat(header.with(header.randomString())).isEqualTo(header);
  }

  @Example
  void rangesAreChecked() {
    Bytes encoded = example().encoded();
    // The last byte of version, time, count and height: its top bit is the number's sign.
    for (int signByte : new int[] {3, 43, 79, 87}) {
      byte[] bytes = encoded.toArray();
      bytes[signByte] = (byte) (bytes[signByte] | 0x80);
      assertMalformed(() -> Header.CODEC.decoded(Bytes.of(bytes)));
    }
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
