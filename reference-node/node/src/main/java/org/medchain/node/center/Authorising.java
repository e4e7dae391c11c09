package org.medchain.node.center;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** Authorises, invites and changes members on behalf of a command with the center's own name. */
final class Authorising implements Service {
  static final Topic TOPIC = new Topic(11, "authorise");

  private final RegulatoryCenter center;

  Authorising(RegulatoryCenter center) {
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
    return switch (CenterOrders.read(question)) {
      case CenterOrder.Authorise order ->
          CenterOrders.answer(
              center
                  .authorise(order.subject(), order.role())
                  .thenApply(Optional::stream)
                  .thenApply(receipt -> receipt.toList()));
      case CenterOrder.Invite order -> center.invite(order.role(), order.name()).encoded();
      case CenterOrder.ChangeMember order ->
          CenterOrders.answer(center.changeMembers(order.change()).thenApply(List::of));
      case CenterOrder.RevokeKey order -> throw elsewhere();
      case CenterOrder.RevokeCertificate order -> throw elsewhere();
      case CenterOrder.Publish order -> throw elsewhere();
    };
  }

  private static Refused elsewhere() {
    return new Refused("that is a matter of topic " + Revoking.TOPIC.name());
  }
}
