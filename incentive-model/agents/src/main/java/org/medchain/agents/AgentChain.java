package org.medchain.agents;

import org.medchain.contract.ChainState;

/** A chain on which a play takes place, block by block. */
interface AgentChain {
  /** Plays to the end, and gives the state then. */
  ChainState execute(AgentSimulationRun play);
}
