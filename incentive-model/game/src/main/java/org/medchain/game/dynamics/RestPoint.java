package org.medchain.game.dynamics;

import java.util.List;

/**
 * A rest point of a dynamic, or a continuum of them with the same strategies in use.
 *
 * @param state where it is; of a continuum the mean of its corners
 * @param dimension 0 for an isolated point of its face, otherwise that of the continuum
 * @param corners of the continuum, a polytope; for a point the point itself
 * @param internal eigenvalues: for the replicator within the face of the strategies in use, for any
 *     other dynamic of the whole simplex; none where there is no linearisation
 * @param external for the replicator the payoffs of the strategies not in use, above the mean: the
 *     rates at which they grow when rare
 * @param stability from both kinds of eigenvalues
 * @param nash whether it is a Nash equilibrium, all of a continuum
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
public record RestPoint(
    double[] state,
    int dimension,
    List<double[]> corners,
    List<Eigenvalue> internal,
    List<Eigenvalue> external,
    LinearStability stability,
    boolean nash) {
  /** Which strategies are in use. */
  public boolean[] support() {
    return Simplex.support(state);
  }
}
