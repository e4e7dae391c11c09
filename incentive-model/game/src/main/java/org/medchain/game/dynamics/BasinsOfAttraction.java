package org.medchain.game.dynamics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.game.dynamics.Trajectory.TerminationReason;
import org.medchain.game.exact.Vectors;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateRunner;
import org.medchain.game.random.ReplicateSeed;

/**
 * From which starts which rest point is reached (GAME-13, GAME-17).
 *
 * @param basins rest points that were reached, most starts first
 * @param unresolved starts from which none was reached in time: cycles, chaos, slow approach
 * @param starts how many there were
 * @param searchScope what was done, and what not
 */
public record BasinsOfAttraction(
    List<BasinOfAttraction> basins, int unresolved, int starts, String searchScope) {
  /** A start has reached a rest point when all shares are as near as this. */
  private static final double NEAR = 1e-3;

  private static final String NOT_SEARCHED =
      "; each followed to rest or to the horizon. Starts on faces, basins between the starts and"
          + " attractors that are no rest points were not searched";

  /**
   * The basin of one rest point.
   *
   * @param attractor the state reached; of a continuum of rest points its centre
   * @param dimension 0 for a point, otherwise that of the continuum, in any part of which paths end
   * @param starts how many reached it
   * @param share with its interval
   */
  @SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
  public record BasinOfAttraction(
      double[] attractor, int dimension, int starts, IntervalEstimate share) {}

  /** Long enough for most: 10⁴ units of time, steps to 1e-9, at rest below 1e-9. */
  public static IntegrationSettings longHorizon() {
    return new IntegrationSettings(1e4, 100, 1e-9, 1e-9, 100_000);
  }

  /**
   * Starts drawn uniformly from the simplex of each population; shares with the exact interval of
   * Clopper and Pearson (1934). Start k depends on (seed, k) alone: the result is the same for any
   * number of threads.
   *
   * @param level of confidence, such as 0.95
   */
  public static BasinsOfAttraction fromRandomStarts(
      PopulationFlow flow,
      IntegrationSettings horizon,
      int count,
      long seed,
      double level,
      int threads) {
    List<Trajectory> ends =
        ReplicateRunner.run(seed, "basins", count, threads, each -> last(flow, each, horizon));
    return collected(flow, ends, level, count + " uniform starts, seed " + seed);
  }

  /** The end alone: thousands of whole paths would fill the memory. */
  private static Trajectory last(
      PopulationFlow flow, ReplicateSeed seed, IntegrationSettings horizon) {
    double[] start = flow.populations().randomState(seed.generator());
    Trajectory path = flow.trajectory(start, horizon);
    double time = path.times().get(path.times().size() - 1);
    return new Trajectory(List.of(time), List.of(path.last()), path.termination());
  }

  private static BasinsOfAttraction collected(
      PopulationFlow flow, List<Trajectory> ends, double level, String how) {
    List<AttractorCount> goals = new ArrayList<>();
    for (RestPoint point : RestPoints.of(flow).points()) {
      // Of a continuum one part may attract though the centre does not.
      if (point.dimension() > 0 || !point.stability().repels()) {
        goals.add(new AttractorCount(flow, point));
      }
    }
    int unresolved = 0;
    for (Trajectory end : ends) {
      Optional<AttractorCount> reached =
          goals.stream().filter(goal -> goal.reachedBy(end)).findFirst();
      if (reached.isEmpty() && end.termination() == TerminationReason.CONVERGED) {
        // A rest point that the search missed, or one that repels and was met exactly.
        double[] last = end.last();
        reached = Optional.of(new AttractorCount(flow, RestPoints.classify(flow, last)));
        goals.add(reached.get());
      }
      reached.ifPresent(goal -> goal.count++);
      unresolved += reached.isEmpty() ? 1 : 0;
    }
    List<BasinOfAttraction> basins =
        goals.stream()
            .filter(goal -> goal.count > 0)
            .sorted(Comparator.comparingInt(goal -> -goal.count))
            .map(goal -> goal.basin(level, ends.size()))
            .toList();
    return new BasinsOfAttraction(basins, unresolved, ends.size(), how + NOT_SEARCHED);
  }

  /** A rest point while starts are counted. */
  private static final class AttractorCount {
    private final PopulationFlow flow;
    private final RestPoint point;
    private int count;

    private AttractorCount(PopulationFlow flow, RestPoint point) {
      this.flow = flow;
      this.point = point;
    }

    private boolean reachedBy(Trajectory path) {
      boolean converged = path.termination() == TerminationReason.CONVERGED;
      if (point.dimension() > 0) {
        return converged && contains(path.last());
      }
      // Near is enough where what is near is attracted, or where it chatters about the point.
      boolean slow =
          point.stability() == LinearStability.CENTRE
              || point.stability() == LinearStability.MARGINAL;
      return (converged || !slow) && Vectors.distance(point.state(), path.last()) <= NEAR;
    }

    /** A continuum is all states with its strategies alone at which these yield the same. */
    private boolean contains(double[] state) {
      double[] payoffs = flow.populations().payoffs(state);
      boolean[] support = point.support();
      double[] means = flow.populations().means(state, payoffs);
      return IntStream.range(0, state.length)
          .noneMatch(i -> support[i] ? Math.abs(payoffs[i] - means[i]) > NEAR : state[i] > NEAR);
    }

    private BasinOfAttraction basin(double level, int starts) {
      return new BasinOfAttraction(
          point.state(),
          point.dimension(),
          count,
          IntervalEstimate.ofShareExact(level, count, starts));
    }
  }
}
