package org.medchain.node.agency;

import org.medchain.network.Envelope;

/** Where an agency passes requests on to. */
public interface RequestForwarder {
  /**
   * Passes a request on, unchanged.
   *
   * @return to how many nodes; 0 if none can be reached
   */
  int forward(Envelope request);

  /** How many answers may come, each over a separate connection. */
  int expectedReplies();
}
