package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.medchain.game.exact.Vectors;

/**
 * A rest point followed along a parameter: one line of a bifurcation diagram.
 *
 * @param points in the order of the scan, at neighbouring values of the parameter
 */
public record BifurcationBranch(List<BranchPoint> points) {
  /** Rest points that moved further than this between two values are not the same branch. */
  private static final double REACH = 0.2;

  /**
   * The branch at one value.
   *
   * @param parameter the value
   * @param point the rest point there, with its stability
   */
  public record BranchPoint(double parameter, RestPoint point) {}

  /**
   * All branches along a parameter. At each value the rest points are those of {@link
   * RestPoints#of}, complete or not as said there. A branch continues in the nearest rest point
   * with the same strategies in use, no further than 0.2 away; it ends and begins where there is
   * none, as at a fold.
   *
   * <p>With payoffs normalised the unit of payoff may change along the parameter; noise then
   * changes with it.
   *
   * @param flow for a value of the parameter
   * @param values of the parameter, one after the other
   */
  public static List<BifurcationBranch> trace(
      DoubleFunction<PopulationFlow> flow, double... values) {
    List<List<BranchPoint>> branches = new ArrayList<>();
    List<List<BranchPoint>> open = List.of();
    for (double value : values) {
      List<List<BranchPoint>> next = new ArrayList<>();
      List<RestPoint> left = new ArrayList<>(RestPoints.of(flow.apply(value)).points());
      List<List<BranchPoint>> tails = new ArrayList<>(open);
      for (BranchLink link = nearest(tails, left);
          link.distance <= REACH;
          link = nearest(tails, left)) {
        List<BranchPoint> branch = tails.remove(link.tail);
        branch.add(new BranchPoint(value, left.remove(link.point)));
        next.add(branch);
      }
      for (RestPoint point : left) {
        List<BranchPoint> branch = new ArrayList<>(List.of(new BranchPoint(value, point)));
        branches.add(branch);
        next.add(branch);
      }
      open = next;
    }
    return branches.stream().map(BifurcationBranch::new).toList();
  }

  private record BranchLink(int tail, int point, double distance) {}

  /**
   * The closest pair first, so that a branch is not robbed of its continuation by a farther one.
   */
  private static BranchLink nearest(List<List<BranchPoint>> tails, List<RestPoint> points) {
    BranchLink best = new BranchLink(0, 0, Double.POSITIVE_INFINITY);
    for (int tail = 0; tail < tails.size(); tail++) {
      List<BranchPoint> branch = tails.get(tail);
      RestPoint last = branch.get(branch.size() - 1).point();
      for (int each = 0; each < points.size(); each++) {
        double distance = Vectors.distance(last.state(), points.get(each).state());
        if (distance < best.distance && Arrays.equals(last.support(), points.get(each).support())) {
          best = new BranchLink(tail, each, distance);
        }
      }
    }
    return best;
  }
}
