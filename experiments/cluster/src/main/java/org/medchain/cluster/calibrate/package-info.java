/**
 * Measures on this machine the costs that the simulation charges (CMP-48): {@code medchain
 * calibrate}.
 *
 * <p>The runs that give {@code handle_us} have no checkpoints, so that nothing is charged twice.
 * {@code execute_us} includes storing and indexing. A force is timed with four files at once,
 * because that is what four nodes do.
 */
package org.medchain.cluster.calibrate;
