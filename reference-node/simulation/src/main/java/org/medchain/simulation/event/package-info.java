/**
 * The future event list of the simulation, and the kinds of events on it, ordered by time and
 * number.
 */
package org.medchain.simulation.event;
