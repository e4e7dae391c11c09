package org.medchain.consensus;

import java.util.List;

/**
 * The client's side of a protocol in the form of a {@link Replica} (CONS-8): submits requests,
 * retransmits them until they are final, and puts out {@link Output.Accepted} once for each.
 */
public interface ClientSession {
  /**
   * Takes one step; the inputs are {@link Input.RequestSubmitted}, {@link Input.MessageReceived},
   * {@link Input.MessageRejected} and {@link Input.TimerFired}.
   */
  List<Output> step(Input input);
}
