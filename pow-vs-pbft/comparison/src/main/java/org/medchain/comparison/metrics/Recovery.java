package org.medchain.comparison.metrics;

/**
 * How nodes came back and caught up, all nodes together.
 *
 * @param restarts after crashes
 * @param stateTransfers states replaced by one that another node sent
 * @param checkpoints snapshots that nodes kept
 */
public record Recovery(long restarts, long stateTransfers, long checkpoints) {}
