package org.medchain.incentive;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The membership services (paper §3.2.4; GAME-5): levels that are bought with points and make
 * queries cheaper for a time.
 *
 * @param levels from 1 on, 0 to {@link #MAX_LEVELS} of them; level 0 means no membership and gives
 *     nothing
 */
public record MembershipRules(List<MembershipLevel> levels) implements Encodable {
  /** The most levels. */
  public static final int MAX_LEVELS = 16;

  /** No membership. */
  public static final MembershipRules NONE = new MembershipRules(List.of());

  /** Checks the number of levels. */
  public MembershipRules {
    levels = List.copyOf(levels);
    RuleRanges.number("levels", levels.size(), MAX_LEVELS);
  }

  /**
   * One level.
   *
   * @param price in points, which are burnt
   * @param blocks how long it holds, in blocks, 1 or more
   * @param discountBp the part taken off the price of a query, in basis points
   */
  public record MembershipLevel(long price, int blocks, int discountBp) implements Encodable {
    public MembershipLevel {
      RuleRanges.points("price of a level", price);
      RuleRanges.number("blocks of a level", blocks, VerdictRules.MAX_BLOCKS);
      RuleRanges.basisPoints("discount", discountBp);
      Argument.refuseIf(blocks == 0, "a level holds for 1 block or more");
    }
  }

  /**
   * The price of a query for a holder of a level: the discount is rounded down, in favour of the
   * owner.
   *
   * @param level 0 for none; one that the rules do not list (any more) gives nothing either
   * @param queryPrice without discount, 0 to {@link PointRules#MAX_POINTS}
   */
  public long priceFor(int level, long queryPrice) {
    if (level < 1 || level > levels.size()) {
      return queryPrice;
    }
    return queryPrice - queryPrice * levels.get(level - 1).discountBp() / PointRules.WHOLE_BP;
  }
}
