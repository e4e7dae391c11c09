package org.medchain.simulation;

/** A node's search succeeds now, unless it was stopped or replaced meanwhile: see {@link Miner}. */
final class Find implements Occurrence {}
