package org.medchain.game.dynamics;

import java.util.List;

/**
 * A path of a dynamic.
 *
 * @param times in the unit of {@link Populations}, increasing, from 0
 * @param states at these times
 * @param termination why it stops
 */
public record Trajectory(List<Double> times, List<double[]> states, TerminationReason termination) {
  /** Why a trajectory stops. */
  public enum TerminationReason {
    /** Nothing moves any more, faster than the rest speed asked for. */
    CONVERGED,
    /** The time asked for is over. */
    HORIZON,
    /**
     * More steps, or switches of the best response, than allowed; the path is right as far as it
     * goes.
     */
    TOO_MANY_STEPS
  }

  /** Checks that there is a state for each time. */
  public Trajectory {
    times = List.copyOf(times);
    states = List.copyOf(states);
    if (times.isEmpty() || times.size() != states.size()) {
      throw new IllegalArgumentException(
          "%s times and %s states; needs one or more, as many of both"
              .formatted(times.size(), states.size()));
    }
  }

  /** The last state. */
  public double[] last() {
    return states.get(states.size() - 1).clone();
  }
}
