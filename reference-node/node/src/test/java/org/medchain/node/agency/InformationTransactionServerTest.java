package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.PeerRole;

/** ROLE-3, AGENCY-1 to AGENCY-4: requests are checked and spread, answers are brought back. */
class InformationTransactionServerTest {
  private static final AgencyLimits SMALL = new AgencyLimits(2_000, 8, 4, 1_000, 3);

  private final TestLedger ledger = new TestLedger(4);
  private final TestAgency agency = new TestAgency(ledger, AgencyLimits.DEFAULT);
  private final KeyPair counter = ledger.scheme.named("an agency's client");

  private RequestRejection refusal(Envelope envelope) {
    assertThat(ledger.authenticator.authenticate(envelope))
        .isInstanceOf(AuthenticationResult.Verified.class);
    return (RequestRejection)
        ((AuthenticationResult.Verified) ledger.authenticator.authenticate(envelope)).message();
  }

  /** AGENCY-2: to all consensus nodes, in the very bytes that the patient signed. */
  @Example
  void aRequestIsSpreadUnchangedToAll() {
    FakePeerLink client = agency.client(ledger.patient, PeerRole.ENTITY);
    Envelope request = TestAgency.request(ledger.upload(1));
    assertThat(agency.server.handle(request, client)).as("its own replica has it, too").isFalse();
    agency.nodes.values().forEach(node -> assertThat(node.take()).containsExactly(request));
    assertThat(client.sent).isEmpty();
    assertThat(agency.count("requests.passed.on")).isEqualTo(1);
  }

  /**
   * A client that sends to all nodes itself did not choose an agency, and is not served as a client
   * here.
   */
  @Example
  void messagesOfOthersAreIgnored() {
    FakePeerLink other = new FakePeerLink(ledger.patient.publicKey(), PeerRole.ENTITY);
    assertThat(agency.server.handle(TestAgency.request(ledger.upload(1)), other)).isFalse();
    agency.nodes.values().forEach(node -> assertThat(node.sent).isEmpty());
    FakePeerLink node = agency.nodes.values().iterator().next();
    assertThat(agency.server.handle(TestAgency.request(ledger.upload(2)), node)).isFalse();
    assertThat(agency.server.openRequests()).isZero();
  }

  /** TRA-3: a participant that sends to all nodes itself gets back what its agency would return. */
  @Example
  void anUploadThatWouldNotBeStoredIsReturnedByEachNode() {
    FakePeerLink other = new FakePeerLink(ledger.patient.publicKey(), PeerRole.ENTITY);
    MedicalRecord sound = ledger.record(1, 0);
    MedicalRecord ofAnother =
        new MedicalRecord(ledger.doctor.publicKey(), sound.metadata(), sound.digest());
    Transaction upload = ledger.next(ledger.patient, new UploadRecord(ofAnother));
    assertThat(agency.server.handle(TestAgency.request(upload), other)).isTrue();
    assertThat(refusal(other.take().getFirst()))
        .isEqualTo(
            new RequestRejection(upload.id(), "the record would not be stored: not allowed"));
    Transaction another = ledger.next(ledger.patient, new AskBalance());
    assertThat(agency.server.handle(TestAgency.request(another), other)).isFalse();
    assertThat(other.sent).isEmpty();
  }

  /** AGENCY-3: the client counts by itself, so that an agency can keep silent and not lie. */
  @Example
  void theClientTrustsReplicasAndNotTheAgency() {
    FakePeerLink client = agency.client(counter, PeerRole.AGENCY);
    ClientSession session = new PbftClientSession(ledger.genesis.membership(), 1_000);
    Transaction upload = ledger.upload(1);
    Envelope sent =
        session.step(new Input.RequestSubmitted(0, upload)).stream()
            .filter(Output.Broadcast.class::isInstance)
            .map(each -> ((Output.Broadcast) each).envelope())
            .findFirst()
            .orElseThrow();
    agency.server.handle(sent, client);
    agency.passOn();
    List<Output> accepted = new ArrayList<>();
    for (Map.Entry<FakePeerLink, Envelope> reply : agency.replies()) {
      // The reply after a lying agency changed it.
      OrderedReply said = (OrderedReply) OrderedReply.TYPE.decoder().apply(reply.getValue());
      OrderedReply other =
          new OrderedReply(
              said.view(), said.height(), new Receipt(upload.request(), 9, Bytes.EMPTY));
      Envelope forged =
          new Envelope(
              reply.getValue().code(),
              reply.getValue().sender(),
              other.encoded(),
              reply.getValue().signature());
      assertThat(ledger.authenticator.authenticate(forged))
          .isInstanceOf(AuthenticationResult.Rejected.class);
      agency.server.handle(reply.getValue(), reply.getKey());
    }
    for (Envelope came : client.take()) {
      AuthenticationResult.Verified verified =
          (AuthenticationResult.Verified) ledger.authenticator.authenticate(came);
      session.step(new Input.MessageReceived(1, verified)).stream()
          .filter(Output.Accepted.class::isInstance)
          .forEach(accepted::add);
    }
    assertThat(accepted).hasSize(1);
    assertThat(((Output.Accepted) accepted.getFirst()).receipt().succeeded()).isTrue();
  }

  /** AGENCY-3: replies with MACs only for the client are forwarded unchanged. */
  @Example
  void macAuthenticatedRepliesAreForwardedUnread() {
    FakePeerLink client = agency.client(counter, PeerRole.AGENCY);
    Transaction upload = ledger.upload(1);
    agency.server.handle(TestAgency.request(upload), client);
    FakePeerLink node = agency.nodes.values().iterator().next();
    Envelope reply =
        Envelope.sealWithMacs(
            (own, peer, message) -> Bytes.of(new byte[16]),
            ledger.genesis.chain(),
            ledger.node(1),
            new OrderedReply(0, 1, new Receipt(upload.request(), 0, Bytes.EMPTY)),
            List.of(ledger.patient.publicKey()));
    assertThat(agency.server.handle(reply, node)).isTrue();
    assertThat(client.take()).containsExactly(reply);
    Envelope nonsense =
        new Envelope(Envelope.MAC_CODE, reply.sender(), Bytes.EMPTY, reply.signature());
    assertThat(agency.server.handle(nonsense, node)).isFalse();
  }

  /** AGENCY-3: a replica's refusal finds its way, too, and so does a request that only reads. */
  @Example
  void refusalsAndReadRepliesAreForwarded() {
    FakePeerLink client = agency.client(counter, PeerRole.AGENCY);
    Transaction upload = ledger.upload(1);
    agency.server.handle(TestAgency.request(upload), client);
    FakePeerLink node = agency.nodes.values().iterator().next();
    Envelope refusal =
        Envelope.seal(
            ledger.scheme,
            ledger.genesis.chain(),
            ledger.node(1),
            RequestRejection.of(upload.id(), "too many requests wait; try again later"));
    assertThat(agency.server.handle(refusal, node)).isTrue();
    assertThat(client.take()).containsExactly(refusal);
    assertThat(agency.server.openRequests()).isEqualTo(1);
    Transaction balance = ledger.next(ledger.patient, new AskBalance());
    Envelope read = ReadRequest.envelope(balance);
    agency.server.handle(read, client);
    agency.nodes.values().forEach(each -> assertThat(each.sent).contains(read));
    agency.passOn();
    agency.replies().forEach(each -> agency.server.handle(each.getValue(), each.getKey()));
    assertThat(client.take()).anyMatch(each -> each.code() == 25);
  }

  /** AGENCY-4: a client that floods an agency gets refusals, and other clients notice nothing. */
  @Example
  void aFloodIsBounded() {
    TestAgency small = new TestAgency(ledger, SMALL);
    FakePeerLink flood = small.client(counter, PeerRole.AGENCY);
    for (int i = 0; i < 100; i++) {
      small.server.handle(TestAgency.request(ledger.upload(i)), flood);
    }
    assertThat(small.server.openRequests()).isEqualTo(SMALL.maxOpenPerConnection());
    assertThat(flood.take())
        .hasSize(SMALL.refusalsPerSecond())
        .allMatch(each -> refusal(each).reason().contains("too many of this connection's"));
    assertThat(small.count("requests.dropped"))
        .isEqualTo(100 - SMALL.maxOpenPerConnection() - SMALL.refusalsPerSecond());
    FakePeerLink other = small.client(ledger.doctor, PeerRole.ENTITY);
    Transaction balance = ledger.next(ledger.doctor, new AskBalance());
    small.server.handle(TestAgency.request(balance), other);
    assertThat(other.sent).isEmpty();
    assertThat(small.server.openRequests()).isEqualTo(SMALL.maxOpenPerConnection() + 1);
    small.server.closed(flood);
    assertThat(small.server.openRequests()).isEqualTo(1);
    // Replies that never arrive do not occupy the place forever.
    small.nowNs = SMALL.requestTimeoutNs();
    small.server.handle(TestAgency.request(ledger.upload(200)), flood);
    assertThat(small.server.openRequests()).isEqualTo(1);
  }

  /** AGENCY-1: an agency that reaches no node reports it, instead of losing the request. */
  @Example
  void requestIsRefusedWithoutConsensusNodes() {
    agency.nodes.values().forEach(node -> node.close("gone"));
    InformationTransactionServer cut =
        agency.server(
            ledger,
            AgencyLimits.DEFAULT,
            new SuperiorHospitalForwarder(
                List.copyOf(agency.nodes.keySet()),
                key -> Optional.ofNullable(agency.nodes.get(key))),
            false);
    FakePeerLink client = agency.client(ledger.patient, PeerRole.ENTITY);
    assertThat(cut.handle(TestAgency.request(ledger.upload(1)), client)).isTrue();
    assertThat(refusal(client.take().getFirst()).reason()).contains("no consensus node");
    assertThat(cut.openRequests()).isZero();
  }

  /**
   * PBFT-21: a client that asks again may not know today's members; the proof of their change is
   * passed on.
   */
  @Example
  void membershipRepliesReachWaitingClients() {
    ledger.addNode();
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
    TestAgency later = new TestAgency(ledger, AgencyLimits.DEFAULT);
    ledger.takeReplies();
    FakePeerLink again = later.client(counter, PeerRole.AGENCY);
    FakePeerLink idle = later.client(ledger.scheme.named("idle"), PeerRole.AGENCY);
    Transaction upload = ledger.upload(901);
    later.server.handle(TestAgency.request(upload), again);
    later.passOn();
    later.replies().forEach(each -> later.server.handle(each.getValue(), each.getKey()));
    assertThat(again.take()).noneMatch(each -> each.code() == MembershipProof.TYPE.code());
    // It believes none of these answers: to it, their senders are not members.
    later.server.handle(TestAgency.request(upload), again);
    later.passOn();
    int introductions = 0;
    for (Map.Entry<FakePeerLink, Envelope> reply : later.replies()) {
      boolean isIntroduction = reply.getValue().code() == MembershipProof.TYPE.code();
      introductions += isIntroduction ? 1 : 0;
      assertThat(later.server.handle(reply.getValue(), reply.getKey())).isTrue();
      if (isIntroduction) {
        later.server.handle(reply.getValue(), reply.getKey());
      }
    }
    assertThat(introductions).isEqualTo(4);
    assertThat(again.take().stream().filter(each -> each.code() == MembershipProof.TYPE.code()))
        .hasSize(4);
    assertThat(idle.sent).isEmpty();
  }

  /** ROLE-5, AGENCY-6: a patient's data reach the ledger by its institution and the superior. */
  @Example
  void anInstitutionPassesOnToItsSuperiorHospital() {
    KeyPair institution = ledger.scheme.named("township health center");
    FakePeerLink upwards = new FakePeerLink(ledger.node(0).publicKey(), PeerRole.CONSENSUS_NODE);
    FakePeerLink gone = new FakePeerLink(ledger.node(1).publicKey(), PeerRole.CONSENSUS_NODE);
    gone.close("gone");
    TestAgency local = new TestAgency(ledger, AgencyLimits.DEFAULT);
    InformationTransactionServer below =
        local.server(
            ledger,
            AgencyLimits.DEFAULT,
            new SuperiorHospitalForwarder(
                List.of(gone.peer().key(), upwards.peer().key()),
                key -> Optional.of(key.equals(gone.peer().key()) ? gone : upwards)),
            false);
    FakePeerLink patient = local.client(ledger.patient, PeerRole.ENTITY);
    Envelope request = TestAgency.request(ledger.upload(1));
    assertThat(below.handle(request, patient)).isTrue();
    assertThat(upwards.take()).containsExactly(request);
    // At the superior hospital the institution's node is a client like any other.
    FakePeerLink downwards = agency.client(institution, PeerRole.FOLLOWING_NODE);
    assertThat(agency.server.handle(request, downwards)).isFalse();
    agency.passOn();
    agency.replies().forEach(each -> agency.server.handle(each.getValue(), each.getKey()));
    List<Envelope> replies = downwards.take();
    assertThat(replies).hasSize(3);
    for (Envelope reply : replies) {
      assertThat(below.handle(reply, upwards)).isTrue();
    }
    assertThat(patient.take()).isEqualTo(replies);
    // Another patient's request is not for this client to give.
    Transaction others = ledger.next(ledger.doctor, new AskBalance());
    assertThat(below.handle(TestAgency.request(others), patient)).isTrue();
    assertThat(refusal(patient.take().getFirst()).reason()).contains("its own requests");
  }
}
