package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/** NODE-10: answers go where the requests came from, and nowhere else. */
class ClientRoutingTableTest {
  private final ClientRoutingTable routes = new ClientRoutingTable();
  private final PublicKey patient = key("patient");

  private static PublicKey key(String name) {
    return new PublicKey(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private record NamedLink(Peer peer) implements PeerLink {
    static NamedLink of(String name, PeerRole role) {
      return new NamedLink(new Peer(key(name), role, BigInteger.ONE));
    }

    @Override
    public boolean send(Envelope envelope) {
      return true;
    }

    @Override
    public void close(String reason) {}
  }

  private static NamedLink agency(int number) {
    return NamedLink.of("agency " + number, PeerRole.AGENCY);
  }

  private static NamedLink node(int number) {
    return NamedLink.of("node " + number, PeerRole.CONSENSUS_NODE);
  }

  @Test
  void theLastFewWaysCount() {
    for (int i = 1; i <= 6; i++) {
      routes.requestReceived(patient, agency(i));
    }
    assertThat(routes.linksTo(patient)).containsExactly(agency(3), agency(4), agency(5), agency(6));
  }

  /** A backup passes a request to the primary: a way only while there is no nearer one. */
  @Test
  void aNodeIsAWayOnlyWhileNoClientIs() {
    routes.requestReceived(patient, node(1));
    assertThat(routes.linksTo(patient)).containsExactly(node(1));
    routes.requestReceived(patient, agency(1));
    assertThat(routes.linksTo(patient)).containsExactly(agency(1));
    routes.requestReceived(patient, node(2));
    assertThat(routes.linksTo(patient)).containsExactly(agency(1));
  }

  /** NODE-22: a relay of others' requests does not push out the agency that brings new ones. */
  @Test
  void theOneThatBringsRequestsIsTheLastToGo() {
    for (int i = 1; i <= 40; i++) {
      routes.requestReceived(patient, agency(0));
      routes.requestReceived(patient, agency(i));
      assertThat(routes.linksTo(patient)).contains(agency(0));
    }
  }

  /** NODE-22: a connection with many senders pushes out only its own. */
  @Test
  void oneConnectionFillsItsOwnShareAlone() {
    routes.requestReceived(patient, agency(1));
    for (int i = 0; i < 70_000; i++) {
      routes.requestReceived(key("stranger " + i), agency(2));
    }
    assertThat(routes.linksTo(patient)).containsExactly(agency(1));
    routes.closed(agency(2));
    assertThat(routes.linksTo(key("stranger 69999"))).isEmpty();
  }

  @Test
  void unknownSendersCannotExhaustMemory() {
    for (int i = 0; i < 70_000; i++) {
      routes.requestReceived(key("stranger " + i), agency(1));
    }
    assertThat(routes.linksTo(key("stranger 0"))).isEmpty();
    assertThat(routes.linksTo(key("stranger 69999"))).containsExactly(agency(1));
  }
}
