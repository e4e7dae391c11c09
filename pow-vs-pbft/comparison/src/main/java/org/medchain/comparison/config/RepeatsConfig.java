package org.medchain.comparison.config;

/**
 * How many trials each cell of the grid has, each with a seed of its own (key {@code repeats};
 * CMP-59, decision 0300). A file may have one number in place of the mapping: as many in each cell.
 *
 * @param min trials of each cell before the first look at its means, 3 to 10,000; one number may be
 *     less
 * @param max trials of each cell at most, {@code min} to 10,000
 * @param until how narrow the intervals of means have to be; nothing where there is one number
 */
public record RepeatsConfig(int min, int max, UntilConfig until) {
  private static final String KEY = "repeats";
  private static final int MOST = 10_000;

  /** Two values are near each other by chance too often. */
  private static final int LEAST_SEEN = 3;

  /** Checks the ranges. */
  public RepeatsConfig {
    if (until.shares().isEmpty()) {
      ConfigChecks.between(KEY, max, 1, MOST);
      if (min != max) {
        throw new IllegalArgumentException("repeats.until must be one column or more, not none");
      }
    } else {
      until
          .shares()
          .forEach((column, share) -> ConfigChecks.share(KEY + ".until." + column, share));
      ConfigChecks.between(KEY + ".min", min, LEAST_SEEN, MOST);
      ConfigChecks.between(KEY + ".max", max, LEAST_SEEN, MOST);
      if (min > max) {
        throw new IllegalArgumentException(
            "repeats.min must be at most repeats.max, %s, not %s"
                .formatted(Integer.toString(max), Integer.toString(min)));
      }
    }
  }

  /** That many trials of each cell. */
  public static RepeatsConfig of(int trials) {
    return new RepeatsConfig(trials, trials, UntilConfig.defaults());
  }

  /** Whether all cells have as many trials. */
  public boolean isNumber() {
    return until.shares().isEmpty();
  }

  /** The number, or both. */
  @Override
  public String toString() {
    return isNumber() ? Integer.toString(max) : min + ".." + max;
  }
}
