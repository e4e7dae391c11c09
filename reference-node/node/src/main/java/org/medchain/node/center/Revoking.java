package org.medchain.node.center;

import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** Revokes on behalf of a command with the center's own name. */
final class Revoking implements Service {
  static final Topic TOPIC = new Topic(12, "revoke");

  private final RegulatoryCenter center;

  Revoking(RegulatoryCenter center) {
    this.center = center;
  }

  @Override
  public Topic topic() {
    return TOPIC;
  }

  @Override
  public Set<PeerRole> askers() {
    return Set.of(PeerRole.REGULATORY_CENTER);
  }

  @Override
  public Bytes answer(Peer asker, Bytes question) throws Refused {
    return CenterOrders.answer(
        switch (CenterOrders.read(question)) {
          case CenterOrder.RevokeKey order ->
              center.revoke(order.key(), order.reason(), order.successor());
          case CenterOrder.RevokeCertificate order ->
              center.revokeCertificate(order.serial(), order.reason());
          case CenterOrder.Publish order -> center.publish();
          case CenterOrder.Authorise order -> throw elsewhere();
          case CenterOrder.Invite order -> throw elsewhere();
          case CenterOrder.ChangeMember order -> throw elsewhere();
        });
  }

  private static Refused elsewhere() {
    return new Refused("that is a matter of topic " + Authorising.TOPIC.name());
  }
}
