package org.medchain.simulation.event;

import java.util.List;

/**
 * A node's links to these nodes come up, for the first time or again.
 *
 * @param peers numbers of the nodes at the other ends
 */
public record LinksUp(List<Integer> peers) implements SimulationEvent {
  public LinksUp {
    peers = List.copyOf(peers);
  }
}
