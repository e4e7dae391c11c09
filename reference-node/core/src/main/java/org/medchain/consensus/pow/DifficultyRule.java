package org.medchain.consensus.pow;

import java.math.BigInteger;
import java.util.function.LongFunction;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Argument;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;

/**
 * How the difficulty of a block follows from its ancestors (POW-27; decision 0080). Integers only,
 * times in milliseconds: all nodes must get the same bits.
 *
 * <p>{@link ChainParameters#difficulty} is that of the first block after the genesis block.
 */
public sealed interface DifficultyRule {
  /**
   * The difficulty that the child of {@code parent} must have.
   *
   * @param branch the headers from the genesis header up to {@code parent}, by height
   */
  Difficulty next(ChainParameters chain, Header parent, LongFunction<Header> branch);

  /**
   * Whether a block may have this difficulty on some branch: the first and cheap check against
   * floods.
   */
  boolean allows(ChainParameters chain, Difficulty difficulty);

  /**
   * Whether {@code header} may have its difficulty after {@code below}, for a client, which holds
   * no branch and sees only these two headers.
   */
  boolean mayFollow(ChainParameters chain, Header below, Header header);

  /** Whether {@link #next} may look at this height for {@code tip} or a descendant of it. */
  default boolean looksBackAt(long height, long tip) {
    return false;
  }

  private static BigInteger target(Difficulty difficulty) {
    return new BigInteger(1, difficulty.target().toBytes().toArray());
  }

  /** The target, not under 1 and not easier than the easiest. */
  private static Difficulty bounded(BigInteger target, Difficulty easiest) {
    BigInteger most = target(easiest);
    return target.compareTo(most) >= 0 ? easiest : Difficulty.ofTarget(target.max(BigInteger.ONE));
  }

  private static boolean isUnder(Difficulty difficulty, Difficulty easiest) {
    return !difficulty.equals(Difficulty.NONE)
        && difficulty.target().compareTo(easiest.target()) <= 0;
  }

  private static void check(long spacingMs, long otherMs, Difficulty easiest) {
    Argument.refuseIf(
        spacingMs < 1 || otherMs < 1 || easiest.equals(Difficulty.NONE),
        "times are 1 ms or more, windows 2 blocks, and some work is always needed");
  }

  /** One difficulty for all blocks: the hash power determines the time between them. */
  record Constant() implements DifficultyRule {
    @Override
    public Difficulty next(ChainParameters chain, Header parent, LongFunction<Header> branch) {
      return chain.difficulty();
    }

    @Override
    public boolean allows(ChainParameters chain, Difficulty difficulty) {
      return difficulty.equals(chain.difficulty());
    }

    @Override
    public boolean mayFollow(ChainParameters chain, Header below, Header header) {
      return allows(chain, header.difficulty());
    }
  }

  /**
   * Bitcoin's rule (Nakamoto 2008, §4): every {@code window} blocks the target is multiplied by the
   * time that these took over the time that is due, at least a quarter and at most 4.
   *
   * <p>Windows end with the heights window, 2 · window, …, so that each has window intervals. Due
   * is the spacing of one less: the target is divided by a time that varies, and the mean of the
   * inverse of window exponential intervals is that of window − 1 of their means. So the mean
   * spacing is the configured one.
   *
   * @param window blocks with the same difficulty, 2 or more
   * @param spacingMs time that a block should take, in ms, 1 or more
   * @param easiest no block may be easier
   */
  record Windowed(int window, long spacingMs, Difficulty easiest) implements DifficultyRule {
    private static final long CLAMP = 4;

    public Windowed {
      check(spacingMs, window - 1L, easiest);
      Argument.refuseIf(
          spacingMs > Long.MAX_VALUE / CLAMP / window, "a window takes less than 2^61 ms");
    }

    @Override
    public Difficulty next(ChainParameters chain, Header parent, LongFunction<Header> branch) {
      if (parent.height() == 0) {
        return chain.difficulty();
      }
      if (parent.height() % window != 0) {
        return parent.difficulty();
      }
      Header first = branch.apply(parent.height() - window);
      return retargeted(parent.difficulty(), parent.timestampMs() - first.timestampMs());
    }

    /** The difficulty after a window of this duration. */
    Difficulty retargeted(Difficulty last, long tookMs) {
      long expectedMs = (window - 1) * spacingMs;
      long leastMs = Math.max(1, expectedMs / CLAMP);
      long countedMs = Math.max(leastMs, Math.min(expectedMs * CLAMP, tookMs));
      BigInteger target =
          target(last)
              .multiply(BigInteger.valueOf(countedMs))
              .divide(BigInteger.valueOf(expectedMs));
      return bounded(target, easiest);
    }

    @Override
    public boolean looksBackAt(long height, long tip) {
      return height % window == 0 && height >= tip - window;
    }

    @Override
    public boolean allows(ChainParameters chain, Difficulty difficulty) {
      return isUnder(difficulty, easiest);
    }

    /** At a window's end the difficulty moves by the clamp at most, otherwise not at all. */
    @Override
    public boolean mayFollow(ChainParameters chain, Header below, Header header) {
      Difficulty claimed = header.difficulty();
      if (below.height() == 0) {
        return claimed.equals(chain.difficulty());
      }
      if (below.height() % window != 0) {
        return claimed.equals(below.difficulty());
      }
      Difficulty hardest = retargeted(below.difficulty(), 0);
      Difficulty mildest = retargeted(below.difficulty(), Long.MAX_VALUE);
      return isUnder(claimed, mildest) && isUnder(hardest, claimed);
    }
  }

  /**
   * ASERT, absolutely scheduled exponentially rising targets, in the integer form aserti3-2d
   * (Lundeberg 2020; Bitcoin Cash, 2020): the target of each block is that of the first, doubled
   * for each half-life by which the chain is behind its schedule, and halved for each by which it
   * is ahead. The genesis block is the anchor, so a header and its parent suffice to check it.
   *
   * @param spacingMs time that a block should take, in ms, 1 or more
   * @param halfLifeMs how far behind doubles the target, in ms, 1 or more
   * @param easiest no block may be easier
   */
  record Asert(long spacingMs, long halfLifeMs, Difficulty easiest) implements DifficultyRule {
    /** Exponents have 16 bits after the point. */
    private static final int POINT = 16;

    /** No target stays in range after more halvings or doublings. */
    private static final BigInteger MAX_FACTOR = BigInteger.valueOf(512L << POINT);

    public Asert {
      check(spacingMs, halfLifeMs, easiest);
    }

    @Override
    public Difficulty next(ChainParameters chain, Header parent, LongFunction<Header> branch) {
      long tookMs = parent.timestampMs() - chain.genesis().header().timestampMs();
      return bounded(targetAfter(target(chain.difficulty()), tookMs, parent.height()), easiest);
    }

    /** The target after a block of this height and this time after the anchor; not bounded yet. */
    BigInteger targetAfter(BigInteger anchor, long tookMs, long height) {
      // A client may be shown any height, so nothing here may overflow.
      BigInteger behindMs =
          BigInteger.valueOf(tookMs)
              .subtract(BigInteger.valueOf(spacingMs).multiply(BigInteger.valueOf(height)));
      long exponent =
          behindMs
              .shiftLeft(POINT)
              .divide(BigInteger.valueOf(halfLifeMs))
              .min(MAX_FACTOR)
              .max(MAX_FACTOR.negate())
              .longValueExact();
      int doublings = (int) (exponent >> POINT);
      return anchor
          .multiply(BigInteger.valueOf(power(exponent & 0xFFFF)))
          .shiftLeft(doublings - POINT);
    }

    /**
     * 2^(fraction / 2^16), in units of 2^−16, by a cubic that is off by less than 0.013 %. The sum
     * is under 2^64, so the shift takes it as unsigned.
     */
    static long power(long fraction) {
      long cubic =
          195_766_423_245_049L * fraction
              + 971_821_376L * fraction * fraction
              + 5_127L * fraction * fraction * fraction
              + (1L << 47);
      return (1L << POINT) + (cubic >>> 48);
    }

    @Override
    public boolean allows(ChainParameters chain, Difficulty difficulty) {
      return isUnder(difficulty, easiest);
    }

    @Override
    public boolean mayFollow(ChainParameters chain, Header below, Header header) {
      return header.difficulty().equals(next(chain, below, height -> below));
    }
  }
}
