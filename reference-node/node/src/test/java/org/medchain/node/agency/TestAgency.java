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
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestLedgerNode;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** An agency at node 0 of a {@link TestLedger}, and the messages between it and the others. */
final class TestAgency {
  final TestLedger ledger;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ServedClientRegistry served = new ServedClientRegistry(100);
  final Map<PublicKey, FakePeerLink> nodes = new LinkedHashMap<>();
  final InformationTransactionServer server;
  final RequestForwarder outlet;
  long nowNs;

  TestAgency(TestLedger ledger, AgencyLimits limits) {
    this.ledger = ledger;
    for (TestLedgerNode node : ledger.all()) {
      PublicKey key = node.keys().publicKey();
      if (node != ledger.at(0)) {
        nodes.put(key, new FakePeerLink(key, PeerRole.CONSENSUS_NODE));
      }
    }
    outlet =
        new ConsensusNodesForwarder(
            () -> ConsensusNodes.of(ledger.at(0).contract().state()),
            key -> Optional.ofNullable(nodes.get(key)),
            ledger.at(0).keys().publicKey());
    server = server(ledger, limits, outlet, true);
  }

  InformationTransactionServer server(
      TestLedger of, AgencyLimits limits, RequestForwarder way, boolean alsoHere) {
    KeyPair own = of.at(0).keys();
    return new InformationTransactionServer(
        new RequestValidator(
            of.authenticator, () -> of.at(0).contract().state(), limits.maxRequestBytes()),
        served::isServed,
        way,
        alsoHere,
        refusal -> Envelope.seal(of.scheme, of.genesis.chain(), own, refusal),
        limits,
        () -> nowNs,
        meters);
  }

  FakePeerLink client(KeyPair who, PeerRole role) {
    FakePeerLink link = new FakePeerLink(who.publicKey(), role);
    try {
      served.handle(link.peer(), ServedClientRegistry.REGISTER);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
    return link;
  }

  /** Requests that were passed on reach the replicas, and they decide. */
  void passOn() {
    nodes.forEach((key, link) -> link.take().forEach(envelope -> arrive(key, envelope)));
    ledger.order();
  }

  private void arrive(PublicKey node, Envelope envelope) {
    for (TestLedgerNode each : ledger.all()) {
      if (each.keys().publicKey().equals(node)
          && ledger.authenticator.authenticate(envelope)
              instanceof AuthenticationResult.Verified verified) {
        each.give(new Input.MessageReceived(1_600_000_001_000_000_000L, verified));
      }
    }
  }

  /** The replicas' signed replies so far, each as it comes by its node's connection. */
  List<Map.Entry<FakePeerLink, Envelope>> replies() {
    List<Map.Entry<FakePeerLink, Envelope>> replies = new ArrayList<>();
    for (TestLedger.DeliveredReply told : ledger.takeReplies()) {
      FakePeerLink link = nodes.get(told.by().publicKey());
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
