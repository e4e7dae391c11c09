package org.medchain.comparison.config;

/**
 * The credit points of a trial's chain, in whole points (key {@code points}; paper §3.2.4).
 *
 * @param initial given to each participant at the start, 0 to 10^12
 * @param uploadReward for an accepted record, 0 to 10^12
 * @param falsePenalty for a record found false, 0 to 10^12
 * @param queryPrice paid by a reader of another's record, 0 to 10^12
 * @param recordPrice the providers' price of a record in an agreement, 1 to 10^12
 * @param ownerShare of a price that goes to the record's owner, 0 to 1, to four decimals
 */
public record PointsConfig(
    long initial,
    long uploadReward,
    long falsePenalty,
    long queryPrice,
    long recordPrice,
    double ownerShare) {
  /**
   * 10,000 points to begin with, so that no institution runs dry; 10 for a record, 50 for a false
   * one, 2 for a query, 5 for a record by agreement, 70 % of a price to the owner.
   */
  public static PointsConfig defaults() {
    return new PointsConfig(10_000, 10, 50, 2, 5, 0.7);
  }
}
