/**
 * The seeded host of the consensus replicas: one thread, a virtual clock, every random draw from a
 * seed, faults and costs as data. It runs the same {@link org.medchain.consensus.Replica}s as a
 * real host; nothing in them knows the difference.
 *
 * <p>Reading order: {@link org.medchain.simulation.Simulation} (the loop), {@code event} (the
 * future event list), {@code host} (a node's handling of inputs and outputs), {@code network},
 * {@code fault}, {@code load}, then the models ({@link org.medchain.simulation.RunEnvironment}) and
 * the observers ({@link org.medchain.simulation.observe.SimulationObserver}).
 */
package org.medchain.simulation;
