/**
 * The command {@code medchain bench simulator}: what a delivered message of the simulator costs,
 * and where that time goes.
 */
package org.medchain.experiments.bench;
