package org.medchain.incentive;

/**
 * The reward of an accepted record, by the number of the patient's accepted records (paper §3.2.4;
 * INC-8, INC-10): the one function that the ledger, its events, the conditions of the game, the
 * studies and the agents use. Pure, and the same on every node. {@link RewardRules} knows them by
 * name.
 */
public interface RewardRule {
  /** Its name in rules and studies: one or a few words, unique among the rules. */
  String name();

  /** A sentence on what it pays. */
  String sentence();

  /**
   * The reward for a record.
   *
   * @param rules the parameters in force
   * @param number how many of the patient's records are accepted with this one, from 1 on
   * @return points, 0 to {@link PointRules#MAX_POINTS}
   */
  long reward(PointRules rules, long number);

  /** Whether the number matters; only then the ledger counts records. */
  boolean countsRecords();
}
