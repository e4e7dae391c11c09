package org.medchain.comparison.theory;

/**
 * A committee drawn at random, without replacement, from members of whom some are faulty: the
 * number of faulty ones in it is hypergeometric (Feller 1957, II.6) (CMP-22; decision 0053).
 *
 * @param members N, 1 or more
 * @param faulty M of them, 0 to N
 * @param size c of the committee, 1 to N
 */
public record RandomCommittee(int members, int faulty, int size) {
  /**
   * f(c) = ⌊(c − 1) / 3⌋, the number of faulty members that PBFT tolerates in it (decision 0011).
   */
  public int toleratedFaults() {
    return (size - 1) / 3;
  }

  /** The probability that it has more faulty members than PBFT stands. */
  public double intoleranceProbability() {
    return faultyTail(toleratedFaults());
  }

  /**
   * The probability that it has more than this number of faulty members.
   *
   * <p>Weights that are proportional to the probabilities are summed outward from the likeliest
   * number, each from its neighbour, above the bound and in all: no factorials, nothing taken from
   * 1, and what is too small for a double is too small to matter.
   *
   * @param bound any number, e.g. {@link #toleratedFaults()}, or half of a committee that needs a
   *     majority
   */
  public double faultyTail(int bound) {
    int least = (int) Math.max(0, (long) size + faulty - members);
    int most = Math.min(size, faulty);
    if (bound < least) {
      return 1;
    }
    int mode = (int) ((size + 1L) * (faulty + 1L) / (members + 2L));
    // Above the bound and up to it, so that a small tail keeps its digits.
    double above = mode > bound ? 1 : 0;
    double within = mode > bound ? 0 : 1;
    double weight = 1;
    for (int number = mode; number < most && weight > 0; number++) {
      weight *= ratio(number);
      above += number + 1 > bound ? weight : 0;
      within += number + 1 > bound ? 0 : weight;
    }
    weight = 1;
    for (int number = mode; number > least && weight > 0; number--) {
      weight /= ratio(number - 1);
      above += number - 1 > bound ? weight : 0;
      within += number - 1 > bound ? 0 : weight;
    }
    return above / (above + within);
  }

  /** P(number + 1) / P(number). */
  private double ratio(int number) {
    double gained = (double) (faulty - number) * (size - number);
    double lost = (number + 1.0) * ((double) members - faulty - size + number + 1);
    return gained / lost;
  }
}
