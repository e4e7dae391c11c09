package org.medchain.node.agency;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.transport.PeerLink;

/**
 * From an institution that is not a consensus node to its superior hospital's node (paper §3.2.2;
 * ROLE-5, AGENCY-6), which spreads its patients' signed requests; to the next one if that is gone.
 *
 * @param superiors keys of the nodes, the nearest in rank first
 * @param links to a node, if it is connected
 */
public record SuperiorHospitalForwarder(
    List<PublicKey> superiors, Function<PublicKey, Optional<PeerLink>> links)
    implements RequestForwarder {
  @Override
  public int forward(Envelope request) {
    for (PublicKey superior : superiors) {
      if (links.apply(superior).filter(link -> link.send(request)).isPresent()) {
        return 1;
      }
    }
    return 0;
  }

  /**
   * Every member's reply comes over the superior's connection, so the number of replies shows no
   * last one.
   */
  @Override
  public int expectedReplies() {
    return Integer.MAX_VALUE;
  }
}
