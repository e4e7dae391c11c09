package org.medchain.agents;

import java.util.List;
import java.util.Map;
import org.medchain.game.random.IntervalEstimate;

/**
 * What came of a scenario on the ledger, in plain numbers (GAME-15, GAME-17). Arrays are in the
 * order of {@link LedgerScenario#strategies}.
 *
 * @param scenario of the runs
 * @param payoffs cash per member and round of each strategy, over the replicates; of an unplayed
 *     one, 0 with no interval
 * @param shares of each strategy at the end of each epoch, the start first: a row an epoch
 * @param runs the replicates
 */
public record LedgerResult(
    LedgerScenario scenario,
    List<IntervalEstimate> payoffs,
    List<List<IntervalEstimate>> shares,
    List<LedgerReplicate> runs) {
  public LedgerResult {
    payoffs = List.copyOf(payoffs);
    shares = List.copyOf(shares);
    runs = List.copyOf(runs);
  }

  /** The payoff of the strategy of this name. */
  public IntervalEstimate payoff(String strategy) {
    return payoffs.get(scenario.strategies().indexOf(strategy));
  }

  /**
   * One replicate.
   *
   * @param payoffs cash per member and round of each strategy
   * @param members what became of each, in the order of the population
   * @param counts how many play each at the end of each epoch, the start first
   * @param supply of points at the end of each epoch, the start first, and after the last account
   *     was settled
   * @param accepted records found valid
   * @param convicted records found false, by verifiers, users or the center
   * @param falseAccepted records that are not true and were accepted
   * @param uncollected points of penalties that found the account settled, because its owner had
   *     left
   * @param refused transactions without effect, by reason
   * @param transactions executed, without those that only keep time
   * @param blocks height of the last block
   * @param stateRoot after the last block
   */
  public record LedgerReplicate(
      List<Double> payoffs,
      List<MemberResult> members,
      List<List<Integer>> counts,
      List<SupplyPoint> supply,
      int accepted,
      int convicted,
      int falseAccepted,
      long uncollected,
      Map<String, Integer> refused,
      long transactions,
      long blocks,
      String stateRoot) {}

  /**
   * What became of one member.
   *
   * @param strategy that it plays at the end
   * @param payoff cash a round
   * @param points that its accounts were paid since the start, less what was taken: rewards, shares
   *     of prices, pay for votes, and the grants and bonds of identities that it took later
   * @param accepted its records that were accepted and not found false later
   */
  public record MemberResult(String strategy, double payoff, long points, int accepted) {}

  /**
   * Where all points are at a height.
   *
   * @param height of the block
   * @param issued since the beginning
   * @param held in accounts
   * @param burnt taken away
   * @param redeemed for vouchers
   */
  public record SupplyPoint(long height, long issued, long held, long burnt, long redeemed) {
    /** Whether no point was lost or came from nowhere (INC-3). */
    public boolean isConserved() {
      return issued == held + burnt + redeemed;
    }
  }
}
