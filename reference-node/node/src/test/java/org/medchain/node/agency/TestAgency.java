package org.medchain.node.agency;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication;
import org.medchain.network.Envelope;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestNode;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;

/** An agency at node 0 of a {@link TestLedger}, and what travels between it and the others. */
final class TestAgency {
  final TestLedger ledger;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ServedClients served = new ServedClients(100);
  final Map<PublicKey, FakeLink> nodes = new LinkedHashMap<>();
  final InformationTransactionServer server;
  final Outlet outlet;
  long nowNs;

  TestAgency(TestLedger ledger, AgencyLimits limits) {
    this.ledger = ledger;
    for (TestNode node : ledger.all()) {
      PublicKey key = node.keys().publicKey();
      if (node != ledger.at(0)) {
        nodes.put(key, new FakeLink(key, PeerRole.CONSENSUS_NODE));
      }
    }
    outlet =
        new AllConsensusNodes(
            () -> ledger.at(0).contract().state().members(),
            key -> Optional.ofNullable(nodes.get(key)),
            ledger.at(0).keys().publicKey());
    server = server(ledger, limits, outlet, true);
  }

  InformationTransactionServer server(
      TestLedger of, AgencyLimits limits, Outlet way, boolean alsoHere) {
    KeyPair own = of.at(0).keys();
    return new InformationTransactionServer(
        new RequestCheck(
            of.authenticator, () -> of.at(0).contract().state(), limits.requestBytes()),
        served::isServed,
        way,
        alsoHere,
        refusal -> Envelope.seal(of.scheme, of.genesis.chain(), own, refusal),
        limits,
        () -> nowNs,
        meters);
  }

  FakeLink client(KeyPair who, PeerRole role) {
    FakeLink link = new FakeLink(who.publicKey(), role);
    try {
      served.answer(link.peer(), ServedClients.SERVE_ME);
    } catch (Refused e) {
      throw new AssertionError(e);
    }
    return link;
  }

  /** What was passed on reaches the replicas, and they decide. */
  void passOn() {
    nodes.forEach((key, link) -> link.take().forEach(envelope -> arrive(key, envelope)));
    ledger.order();
  }

  private void arrive(PublicKey node, Envelope envelope) {
    for (TestNode each : ledger.all()) {
      if (each.keys().publicKey().equals(node)
          && ledger.authenticator.authenticate(envelope)
              instanceof Authentication.Verified verified) {
        each.give(new Input.MessageReceived(1_600_000_001_000_000_000L, verified));
      }
    }
  }

  /** The replicas' signed replies so far, each as it comes by its node's connection. */
  List<Map.Entry<FakeLink, Envelope>> replies() {
    List<Map.Entry<FakeLink, Envelope>> replies = new ArrayList<>();
    for (TestLedger.Told told : ledger.takeReplies()) {
      FakeLink link = nodes.get(told.by().publicKey());
      if (link != null) {
        Output.Reply reply = told.reply();
        replies.add(
            Map.entry(
                link,
                Envelope.seal(ledger.scheme, ledger.genesis.chain(), told.by(), reply.message())));
      }
    }
    return replies;
  }

  double count(String name) {
    return meters.counter("medchain.agency." + name).count();
  }

  static Envelope request(Transaction transaction) {
    return Request.envelope(transaction);
  }
}
