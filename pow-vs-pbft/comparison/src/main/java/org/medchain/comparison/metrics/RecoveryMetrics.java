package org.medchain.comparison.metrics;

import java.util.OptionalLong;

/**
 * How nodes came back and caught up, all nodes together.
 *
 * @param restarts after crashes
 * @param stateTransfers states replaced by one that another node sent; empty where they were not
 *     counted
 * @param checkpoints snapshots that nodes kept; empty where they were not counted
 */
public record RecoveryMetrics(
    long restarts, OptionalLong stateTransfers, OptionalLong checkpoints) {}
