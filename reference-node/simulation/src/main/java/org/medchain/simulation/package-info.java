/**
 * The seeded host of the consensus replicas: one thread, a virtual clock, every random draw from a
 * seed.
 *
 * <p>Reading order: {@link org.medchain.simulation.Simulation}, {@code event}, {@code host}, {@code
 * network}, {@code fault}, {@code load}, {@link org.medchain.simulation.RunEnvironment}.
 */
package org.medchain.simulation;
