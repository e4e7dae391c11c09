package org.medchain.agents;

import org.medchain.contract.engine.WorldState;

/** A chain on which a play takes place, block by block. */
interface AgentChain {
  /** Plays to the end, and gives the state then. */
  WorldState execute(AgentSimulationRun play);
}
