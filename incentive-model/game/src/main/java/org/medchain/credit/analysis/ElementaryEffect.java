package org.medchain.credit.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/**
 * Elementary effects (Morris 1991): what one step of one input changes, over random trajectories
 * through a grid; cheap, and good enough to leave inputs out.
 *
 * @param input the input's name
 * @param mean of the effects, with its sign; an effect is the change for a step across the whole
 *     range
 * @param meanAbsolute of the effects without their signs (Campolongo et al. 2007): how much it
 *     matters
 * @param standardDeviation standard deviation of the effects: how much that depends on the others
 */
public record ElementaryEffect(
    String input, IntervalEstimate mean, IntervalEstimate meanAbsolute, double standardDeviation) {
  /**
   * The effects of all inputs.
   *
   * @param trajectories 2 or more; each costs inputs + 1 evaluations
   * @param levels of the grid, even, 2 or more
   */
  public static List<ElementaryEffect> effects(
      ScalarModel model, int trajectories, int levels, long seed) {
    if (levels % 2 != 0) {
      throw new IllegalArgumentException("2 or more trajectories on an even number of levels");
    }
    int inputs = model.inputs().size();
    double[][] effects = new double[inputs][trajectories];
    for (int number = 0; number < trajectories; number++) {
      UniformRandomProvider random = ReplicateSeed.of(seed, "morris", number).generator();
      walk(model, levels, random, effects, number);
    }
    List<ElementaryEffect> result = new ArrayList<>();
    for (int input = 0; input < inputs; input++) {
      result.add(summary(model.inputs().get(input), effects[input]));
    }
    return result;
  }

  private static void walk(
      ScalarModel model, int levels, UniformRandomProvider random, double[][] effects, int number) {
    // Morris' step: half the levels, so that all levels are visited equally often.
    double step = levels / (2.0 * (levels - 1));
    double[] point = new double[effects.length];
    double[] direction = new double[effects.length];
    int[] order = new int[effects.length];
    for (int input = 0; input < point.length; input++) {
      double low = random.nextInt(levels / 2) / (levels - 1.0);
      boolean up = random.nextBoolean();
      point[input] = up ? low : low + step;
      direction[input] = up ? step : -step;
      order[input] = input;
    }
    for (int last = order.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int kept = order[last];
      order[last] = order[other];
      order[other] = kept;
    }
    double before = model.value().applyAsDouble(point.clone());
    for (int input : order) {
      point[input] += direction[input];
      double after = model.value().applyAsDouble(point.clone());
      effects[input][number] = (after - before) / direction[input];
      before = after;
    }
  }

  private static ElementaryEffect summary(String input, double[] effects) {
    double[] sizes = Arrays.stream(effects).map(Math::abs).toArray();
    IntervalEstimate mean = IntervalEstimate.ofMean(0.95, effects);
    double squares =
        Arrays.stream(effects).map(each -> (each - mean.mean()) * (each - mean.mean())).sum();
    double deviation = Math.sqrt(squares / (effects.length - 1));
    return new ElementaryEffect(input, mean, IntervalEstimate.ofMean(0.95, sizes), deviation);
  }
}
