package org.medchain.simulation.event;

import org.medchain.simulation.host.MiningProcess;

/**
 * A node's search succeeds now, unless it was stopped or replaced meanwhile: see {@link
 * MiningProcess}.
 */
public final class BlockFound implements SimulationEvent {}
