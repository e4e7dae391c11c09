package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.MerkleTree;

/** How the difficulty follows from the ancestors: POW-27. */
class DifficultyRuleTest {
  /** Bitcoin's easiest target, and 2,017 blocks of 600 s: two weeks between them. */
  private static final Difficulty LIMIT = new Difficulty(0x1d00ffff);

  private static final DifficultyRule.Windowed BITCOIN =
      new DifficultyRule.Windowed(2017, 600, LIMIT);
  private static final DifficultyRule.Asert BITCOIN_CASH =
      new DifficultyRule.Asert(600, 2 * 24 * 3600, LIMIT);

  private static final Difficulty EASIEST = Difficulty.ofCoefficient(1);

  private static Header header(long height, long timestampMs, Difficulty difficulty) {
    return HeaderFields.at(height)
        .timeMs(timestampMs)
        .receiptsRoot(MerkleTree.EMPTY_ROOT)
        .difficulty(difficulty)
        .made();
  }

  private static BigInteger target(Difficulty difficulty) {
    return new BigInteger(difficulty.target().toHex(), 16);
  }

  private static Difficulty asert(
      DifficultyRule.Asert rule, Difficulty first, long height, long took) {
    ChainParameters chain = ConsensusTestChain.parameters(1, first);
    Header parent = header(height, ConsensusTestChain.GENESIS_MS + took, first);
    return rule.next(chain, parent, any -> parent);
  }

  /** The vectors of Bitcoin Core's tests (pow_tests.cpp, get_next_work and its limits). */
  @Example
  void bitcoinsVectors() {
    assertThat(BITCOIN.retargeted(LIMIT, 1_262_152_739 - 1_261_130_161).compact())
        .isEqualTo(0x1d00d86a);
    assertThat(BITCOIN.retargeted(LIMIT, 1_233_061_996 - 1_231_006_505)).isEqualTo(LIMIT);
    assertThat(
            BITCOIN.retargeted(new Difficulty(0x1c05a3f4), 1_279_297_671 - 1_279_008_237).compact())
        .isEqualTo(0x1c0168fd);
    assertThat(
            BITCOIN.retargeted(new Difficulty(0x1c387f6f), 1_269_211_443 - 1_263_163_443).compact())
        .isEqualTo(0x1d00e1fd);
  }

  /** The published test vectors of aserti3-2d, runs 5 and 10: 900 s blocks, and none for long. */
  @Example
  void bitcoinCashsVectors() {
    int[] late = {
      0x1802afbb,
      0x1802b08f,
      0x1802b166,
      0x1802b23a,
      0x1802b30e,
      0x1802b3e5,
      0x1802b4bb,
      0x1802b592,
      0x1802b669,
      0x1802b73d
    };
    for (int i = 0; i < late.length; i++) {
      Difficulty next = asert(BITCOIN_CASH, new Difficulty(0x1802aee8), i + 2, 1500 + 900L * i);
      assertThat(next.compact()).isEqualTo(late[i]);
    }
    int[][] early = {
      {2, 0x1d00fec5}, {290, 0x1c7f62c0}, {2306, 0x1c00fec5}, {28_226, 0x103fb160},
      {60_194, 0x027f6200}, {62_210, 0x0200fe00}, {63_938, 0x01030000}, {64_226, 0x01010000},
      {64_514, 0x01010000}
    };
    for (int[] each : early) {
      assertThat(asert(BITCOIN_CASH, LIMIT, each[0], 0).compact()).isEqualTo(each[1]);
    }
  }

  /** Bitcoin's rule against the fraction itself: target × time / expected, rounded down. */
  @Property(seed = "51", tries = 500)
  void aWindowMultipliesTheTargetByTheTimeThatItTook(
      @ForAll @LongRange(min = 1, max = 1L << 40) long coefficient,
      @ForAll @IntRange(min = 2, max = 3000) int window,
      @ForAll @LongRange(min = 4, max = 1_000_000) long spacingMs,
      @ForAll @LongRange(max = 1L << 42) long tookMs) {
    Difficulty last = Difficulty.ofCoefficient(coefficient);
    DifficultyRule.Windowed rule = new DifficultyRule.Windowed(window, spacingMs, EASIEST);
    Difficulty next = rule.retargeted(last, tookMs);
    BigInteger expected = BigInteger.valueOf(window - 1).multiply(BigInteger.valueOf(spacingMs));
    BigInteger least = expected.divide(BigInteger.valueOf(4));
    BigInteger counted = BigInteger.valueOf(tookMs).max(least).min(expected.shiftLeft(2));
    BigInteger exact = target(last).multiply(counted).divide(expected);
    assertThat(next).isEqualTo(Difficulty.ofTarget(exact.min(target(EASIEST)).max(BigInteger.ONE)));
    assertThat(target(rule.retargeted(last, tookMs + 1))).isGreaterThanOrEqualTo(target(next));
    assertThat(rule.retargeted(last, (window - 1) * spacingMs)).isEqualTo(last);
    assertThat(target(next)).isLessThanOrEqualTo(target(last).shiftLeft(2));
  }

  /** ASERT with unbounded integers and one division, where the rule shifts. */
  @Property(seed = "52", tries = 1000)
  void theScheduleSetsTheTarget(
      @ForAll @LongRange(min = 1, max = 1L << 40) long coefficient,
      @ForAll @LongRange(min = 1, max = 1_000_000) long spacingMs,
      @ForAll @LongRange(min = 1, max = 1L << 40) long halfLifeMs,
      @ForAll @LongRange(max = 1L << 40) long tookMs,
      @ForAll @LongRange(max = 1L << 32) long height) {
    Difficulty first = Difficulty.ofCoefficient(coefficient);
    DifficultyRule.Asert rule = new DifficultyRule.Asert(spacingMs, halfLifeMs, EASIEST);
    Difficulty next = asert(rule, first, height, tookMs);
    assertThat(next).isEqualTo(independent(first, spacingMs, halfLifeMs, tookMs, height));
    assertThat(target(asert(rule, first, height, tookMs + 1))).isGreaterThanOrEqualTo(target(next));
    assertThat(target(asert(rule, first, height + 1, tookMs))).isLessThanOrEqualTo(target(next));
  }

  private static Difficulty independent(
      Difficulty first, long spacingMs, long halfLifeMs, long tookMs, long height) {
    BigInteger unit = BigInteger.ONE.shiftLeft(16);
    BigInteger behind =
        BigInteger.valueOf(tookMs)
            .subtract(BigInteger.valueOf(spacingMs).multiply(BigInteger.valueOf(height)));
    BigInteger exponent = behind.multiply(unit).divide(BigInteger.valueOf(halfLifeMs));
    BigInteger[] parts = exponent.divideAndRemainder(unit);
    int doublings = parts[0].min(BigInteger.valueOf(600)).max(BigInteger.valueOf(-600)).intValue();
    BigInteger x = parts[1];
    if (x.signum() < 0) {
      x = x.add(unit);
      doublings--;
    }
    BigInteger cubic =
        x.multiply(BigInteger.valueOf(195_766_423_245_049L))
            .add(x.pow(2).multiply(BigInteger.valueOf(971_821_376)))
            .add(x.pow(3).multiply(BigInteger.valueOf(5127)))
            .add(BigInteger.TWO.pow(47))
            .divide(BigInteger.TWO.pow(48));
    BigInteger numerator = target(first).multiply(unit.add(cubic));
    BigInteger target =
        doublings >= 0
            ? numerator.multiply(BigInteger.TWO.pow(doublings)).divide(unit)
            : numerator.divide(unit.multiply(BigInteger.TWO.pow(-doublings)));
    return Difficulty.ofTarget(target.min(target(EASIEST)).max(BigInteger.ONE));
  }

  /** The cubic is a power of two to within 0.013 %, at every one of its arguments. */
  @Example
  void theCubicIsNearThePower() {
    for (int fraction = 0; fraction < 1 << 16; fraction++) {
      double exact = StrictMath.pow(2, fraction / 65536.0);
      double relative = DifficultyRule.Asert.power(fraction) / 65536.0 / exact - 1;
      assertThat(Math.abs(relative)).isLessThan(0.00013);
    }
  }

  /** A half-life behind the schedule doubles the target, and one ahead halves it. */
  @Example
  void aHalfLifeIsAHalfLife() {
    DifficultyRule.Asert rule = new DifficultyRule.Asert(100, 1000, EASIEST);
    Difficulty first = Difficulty.ofCoefficient(1 << 20);
    assertThat(asert(rule, first, 10, 1000)).isEqualTo(first);
    assertThat(asert(rule, first, 10, 2000)).isEqualTo(Difficulty.ofCoefficient(1 << 19));
    assertThat(asert(rule, first, 10, 0)).isEqualTo(Difficulty.ofCoefficient(1 << 21));
    // Nothing that a client may be shown overflows.
    assertThat(asert(rule, first, 0, Long.MAX_VALUE - ConsensusTestChain.GENESIS_MS))
        .isEqualTo(EASIEST);
    assertThat(asert(rule, first, Long.MAX_VALUE, 0))
        .isEqualTo(Difficulty.ofTarget(BigInteger.ONE));
  }

  /** A chain of headers under a rule, each so long after the last; the n-th is of height n. */
  private static List<Header> grow(DifficultyRule rule, Difficulty first, List<Long> afterMs) {
    ChainParameters chain = ConsensusTestChain.parameters(1, first);
    List<Header> headers = new ArrayList<>(List.of(chain.genesis().header()));
    for (long after : afterMs) {
      Header parent = headers.get(headers.size() - 1);
      Difficulty next = rule.next(chain, parent, height -> headers.get((int) height));
      Header header = header(parent.height() + 1, parent.timestampMs() + after, next);
      assertThat(rule.allows(chain, next)).isTrue();
      assertThat(rule.mayFollow(chain, parent, header)).isTrue();
      headers.add(header);
    }
    return headers;
  }

  /** A window of n blocks has n intervals, for which the spacing of n − 1 is due. */
  @Example
  void aWindowHasAsManyIntervalsAsBlocks() {
    Difficulty first = Difficulty.ofCoefficient(1 << 20);
    DifficultyRule rule = new DifficultyRule.Windowed(4, 100, EASIEST);
    List<Header> inTime = grow(rule, first, List.of(50L, 50L, 100L, 100L, 75L, 1L, 149L, 75L, 1L));
    assertThat(inTime).extracting(Header::difficulty).containsOnly(first);
    List<Header> fast = grow(rule, first, List.of(30L, 40L, 40L, 40L, 300L, 300L, 300L, 300L, 1L));
    assertThat(fast.subList(1, 5)).extracting(Header::difficulty).containsOnly(first);
    assertThat(fast.subList(5, 9))
        .extracting(Header::difficulty)
        .containsOnly(Difficulty.ofCoefficient(1 << 21));
    assertThat(fast.get(9).difficulty()).isEqualTo(Difficulty.ofCoefficient(1 << 19));
  }

  /** POW-32: the steps that a client, which sees two headers, must refuse. */
  @Example
  void twoHeadersShowWhatMayFollow() {
    Difficulty first = Difficulty.ofCoefficient(1 << 20);
    ChainParameters chain = ConsensusTestChain.parameters(1, first);
    DifficultyRule windowed = new DifficultyRule.Windowed(4, 100, EASIEST);
    Header at3 = header(3, ConsensusTestChain.GENESIS_MS + 300, first);
    Header at4 = header(4, ConsensusTestChain.GENESIS_MS + 400, first);
    Difficulty quarter = Difficulty.ofCoefficient(1 << 18);
    assertThat(windowed.mayFollow(chain, at3, header(4, 0, quarter))).isFalse();
    assertThat(windowed.mayFollow(chain, at4, header(5, 0, quarter))).isTrue();
    Difficulty tooEasy = Difficulty.ofCoefficient((1 << 18) - 1);
    assertThat(windowed.mayFollow(chain, at4, header(5, 0, tooEasy))).isFalse();
    Difficulty tooHard = Difficulty.ofCoefficient((1 << 22) + 1);
    assertThat(windowed.mayFollow(chain, at4, header(5, 0, tooHard))).isFalse();
    assertThat(windowed.mayFollow(chain, at4, header(5, 0, Difficulty.NONE))).isFalse();
    Header genesis = chain.genesis().header();
    assertThat(windowed.mayFollow(chain, genesis, header(1, 0, quarter))).isFalse();
    DifficultyRule asert = new DifficultyRule.Asert(100, 1000, EASIEST);
    assertThat(asert.mayFollow(chain, at4, header(5, 0, first))).isTrue();
    assertThat(asert.mayFollow(chain, at4, header(5, 0, tooHard))).isFalse();
    DifficultyRule constant = new DifficultyRule.Constant();
    assertThat(constant.mayFollow(chain, at4, header(5, 0, tooHard))).isFalse();
  }
}
