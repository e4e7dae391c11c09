package org.medchain.spark;

import java.io.Serializable;

/**
 * A trial that a worker is told to run.
 *
 * @param number in the grid
 * @param seed that the driver's trial of this number has
 */
record TrialOrder(int number, long seed) implements Serializable {}
