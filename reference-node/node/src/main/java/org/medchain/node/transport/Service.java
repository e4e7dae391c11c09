package org.medchain.node.transport;

import java.util.Set;
import org.medchain.data.Bytes;

/** Answers the questions about one topic. */
public interface Service {
  /** What it answers. */
  Topic topic();

  /** Who may ask; anybody else is refused before the service hears of it. */
  Set<PeerRole> askers();

  /**
   * Answers one question. Called by a bounded pool of workers, never by the thread of connections
   * or consensus, so it may block for a while.
   *
   * @throws Refused if the question cannot be answered; the reason goes back
   */
  Bytes answer(Peer asker, Bytes question) throws Refused;
}
