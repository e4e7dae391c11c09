package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.game.dynamics.EvolutionaryDynamic.BestResponse;
import org.medchain.game.dynamics.EvolutionaryDynamic.RestPointCharacterization;
import org.medchain.game.dynamics.Trajectory.TerminationReason;
import org.medchain.game.exact.Vectors;

/**
 * A dynamic in a game: the vector field on the states of its populations.
 *
 * @param dynamic the rule, the same in each population
 * @param populations who plays what, and the unit of payoffs and time
 */
public record PopulationFlow(EvolutionaryDynamic dynamic, Populations populations) {
  private static final double STEP = 1e-3;

  /**
   * How fast each share grows.
   *
   * @param state shares of all strategies of all populations
   */
  public double[] velocity(double[] state) {
    double[] payoffs = populations.payoffs(state);
    return IntStream.range(0, populations.populationCount())
        .mapToObj(p -> dynamic.velocity(populations.slice(state, p), populations.slice(payoffs, p)))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /**
   * Follows the dynamic from {@code start}.
   *
   * <p>Smooth dynamics by the embedded Runge–Kutta method 8(5,3) of Dormand and Prince (Prince and
   * Dormand 1981; Hairer, Nørsett and Wanner 1993). The replicator in the logarithms of the shares:
   * a strategy that is extinct stays so, one that is not never dies out, and near the faces, where
   * orbits spend their time, the error is relative. The others in the shares, brought back to the
   * simplex when rounding leaves it.
   *
   * <p>Best response in a game with linear payoffs: exactly, from one switch to the next, towards
   * an equilibrium of the game between the strategies that tie (Hofbauer 1995). Of several, the one
   * with the fewest strategies, then the earliest, is followed; a start in equilibrium stays. In
   * any other game: steps of 1/1000 of the way to the best (ties alike), which chatters about an
   * equilibrium in mixed strategies at that distance.
   */
  public Trajectory trajectory(double[] start, IntegrationSettings horizon) {
    double[] state = populations.requireState(start);
    FlowIntegrator path =
        switch (dynamic) {
          case BestResponse best when populations.linear() ->
              new BestResponseIntegrator(populations, horizon);
          case BestResponse best -> this::stepped;
          default -> new SmoothFlowIntegrator(this, horizon, state);
        };
    List<Double> times = new ArrayList<>(List.of(0.0));
    List<double[]> states = new ArrayList<>(List.of(state));
    TerminationReason end = TerminationReason.HORIZON;
    for (int sample = 1; sample <= horizon.samples(); sample++) {
      if (isAtRest(state, horizon.restSpeed())) {
        end = TerminationReason.CONVERGED;
        break;
      }
      double before = times.get(times.size() - 1);
      double after = horizon.time() * sample / horizon.samples();
      Optional<double[]> next = path.advance(state, after - before);
      if (next.isEmpty()) {
        end = TerminationReason.TOO_MANY_STEPS;
        break;
      }
      state = next.get();
      times.add(after);
      states.add(state);
    }
    if (end == TerminationReason.HORIZON && isAtRest(state, horizon.restSpeed())) {
      end = TerminationReason.CONVERGED;
    }
    return new Trajectory(times, states, end);
  }

  /** Best response by small steps, for games whose payoffs are not linear. */
  private Optional<double[]> stepped(double[] state, double time) {
    double[] now = state.clone();
    long steps = (long) Math.ceil(time / STEP);
    // A step of the length h goes 1 − exp(−h) of the way: exact while the best response stays.
    double part = -StrictMath.expm1(-time / steps);
    for (long step = 0; step < steps; step++) {
      double[] velocity = velocity(now);
      for (int i = 0; i < now.length; i++) {
        now[i] += part * velocity[i];
      }
      now = Simplex.project(populations, now);
    }
    return Optional.of(now);
  }

  /** A way to follow a flow for a while. */
  interface FlowIntegrator {
    /**
     * Moves on.
     *
     * @param state where it is; a path that remembers more than the state may rely on its own
     *     memory
     * @return where it is then, on the simplex; empty if it takes more steps than allowed
     */
    Optional<double[]> advance(double[] state, double time);
  }

  /**
   * Whether nothing moves faster than {@code speed}. A replicator that is rare and grows is not at
   * rest, however slowly: it is on its way out of a saddle.
   */
  boolean isAtRest(double[] state, double speed) {
    if (speed == 0) {
      return false;
    }
    if (dynamic instanceof BestResponse && populations.linear()) {
      return populations.regret(state) <= speed;
    }
    double[] velocity = velocity(state);
    boolean grows =
        dynamic.restPoints() == RestPointCharacterization.EQUAL_PAYOFFS
            && IntStream.range(0, state.length)
                .anyMatch(i -> state[i] > 0 && velocity[i] > speed * state[i]);
    return !grows && Vectors.norm(velocity) <= speed;
  }
}
