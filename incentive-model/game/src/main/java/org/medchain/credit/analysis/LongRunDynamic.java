package org.medchain.credit.analysis;

import java.util.Arrays;
import org.medchain.game.PopulationGame;

/** Where a population that starts somewhere ends; any dynamic can be plugged in. */
@FunctionalInterface
public interface LongRunDynamic {
  /** The state after a long time. */
  double[] limit(PopulationGame game, double[] start);

  /**
   * The replicator (Taylor and Jonker 1978) in the logarithms of the shares, where strategies never
   * die out by rounding: steps in which no ratio of shares changes by more than a tenth, until one
   * strategy has all but a millionth, or {@code steps} are done.
   */
  static LongRunDynamic replicator(int steps) {
    return (game, start) -> {
      double[] state = start.clone();
      for (int step = 0; step < steps; step++) {
        double[] payoffs = game.payoffs(state);
        double best = Arrays.stream(payoffs).max().orElseThrow();
        double worst = Arrays.stream(payoffs).min().orElseThrow();
        if (best == worst || Arrays.stream(state).max().orElseThrow() > 1 - 1e-6) {
          break;
        }
        double sum = 0;
        for (int i = 0; i < state.length; i++) {
          state[i] *= StrictMath.exp(0.1 * (payoffs[i] - best) / (best - worst));
          sum += state[i];
        }
        for (int i = 0; i < state.length; i++) {
          state[i] /= sum;
        }
      }
      return state;
    };
  }
}
