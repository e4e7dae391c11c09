/**
 * The seeded host of the consensus replicas: one thread, a virtual clock, every random draw from a
 * seed, faults and costs as data. It runs the same {@link org.medchain.consensus.Replica}s as a
 * real host; nothing in them knows the difference.
 *
 * <p>Reading order: {@link org.medchain.simulation.Simulation} (the loop), EventQueue (the clock),
 * NodeHost (what a node does with an input and its outputs), Network, then the models ({@link
 * org.medchain.simulation.Environment}) and the observers ({@link
 * org.medchain.simulation.SimulationObserver}).
 */
package org.medchain.simulation;
