package org.medchain.consensus.pbft.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.Provide;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;
import org.medchain.network.NetworkArbitraries;

/** NET-3, M34: of every kind of message only those signed in exactly this form pass. */
class PbftAuthenticationTest {
  private final SampleMessages samples = new SampleMessages();
  private final TestCommittee committee = samples.committee;

  private List<Envelope> envelopes() {
    List<Envelope> all = new ArrayList<>();
    all.add(Request.envelope(committee.request("alice", 1)));
    all.add(ReadRequest.envelope(committee.request("alice", 2)));
    samples.all().forEach(message -> all.add(samples.sealed(message)));
    return all;
  }

  @Example
  void thereIsASampleOfEveryKindAndItIsVerified() {
    assertThat(envelopes().stream().map(Envelope::code))
        .containsExactlyInAnyOrderElementsOf(
            PbftMessages.all().stream().map(MessageType::code).toList());
    for (Envelope envelope : envelopes()) {
      assertThat(committee.authenticator.authenticate(envelope))
          .isInstanceOf(AuthenticationResult.Verified.class);
    }
  }

  /** A bit of the statement, of a block beside it, of a nested signature: each is bound. */
  @Example
  void anyBitOfTheBodyChangedIsRejected() {
    for (Envelope envelope : envelopes()) {
      for (int bit = 0; bit < envelope.body().size() * 8; bit += step(envelope)) {
        Bytes body = flip(envelope.body(), bit);
        assertRejected(
            new Envelope(envelope.code(), envelope.sender(), body, envelope.signature()),
            "bit " + bit);
      }
    }
  }

  /** All bits of short messages, and one in each byte of long ones, not always the same. */
  private static int step(Envelope envelope) {
    return envelope.body().size() < 300 ? 1 : 9;
  }

  @Example
  void aForeignSenderTypeOrChainIsRejected() {
    Hash elsewhere = Hash.of(Bytes.utf8("another chain"));
    Authenticator ofElsewhere =
        new Authenticator(elsewhere, TestCommittee.SCHEME, new MessageRegistry(PbftMessages.all()));
    for (Envelope envelope : envelopes()) {
      assertRejected(
          new Envelope(envelope.code(), committee.key(2), envelope.body(), envelope.signature()),
          "another sender");
      for (MessageType type : PbftMessages.all()) {
        if (!name(envelope).equals(type.name())) {
          assertRejected(
              new Envelope(type.code(), envelope.sender(), envelope.body(), envelope.signature()),
              "as a " + type.name());
        }
      }
      assertThat(ofElsewhere.authenticate(envelope))
          .isInstanceOf(AuthenticationResult.Rejected.class);
    }
  }

  /** Its signature's domain, which a request has in both its kinds (PBFT-22). */
  private static String name(Envelope envelope) {
    return PbftMessages.all().stream()
        .filter(type -> type.code() == envelope.code())
        .map(MessageType::name)
        .findFirst()
        .orElseThrow();
  }

  /** A PREPARE's body is that of a COMMIT; only the domain of the signature tells them apart. */
  @Example
  void aPrepareDoesNotCountAsACommit() {
    Block block = samples.first;
    List<SignedVote> prepares = new ArrayList<>();
    for (int node = 0; node < 3; node++) {
      prepares.add(
          committee.vote(
              Prepare.TYPE.name(), committee.keys(node), 0, block.height(), block.hash()));
    }
    QuorumCertificate forged = new QuorumCertificate(0, 1, block.hash(), prepares);
    assertRejected(samples.sealed(new DecidedBlock(block, forged)), "PREPAREs as COMMITs");
    SignedVote commit = committee.vote(Commit.TYPE.name(), committee.keys(1), 0, 1, block.hash());
    PreparedCertificate prepared = committee.prepared(0, block, 0, 2);
    PreparedCertificate mixed =
        new PreparedCertificate(0, block.header(), prepared.prePrepare(), List.of(commit));
    ViewChange change =
        new ViewChange(1, QuorumCertificate.ofGenesis(committee.chain.chain()), List.of(mixed));
    assertRejected(samples.sealed(change), "a COMMIT as a PREPARE");
  }

  @Example
  void aVoteIsForItsViewHeightAndBlockOnly() {
    QuorumCertificate honest = committee.commits(0, samples.first, 0, 1, 2);
    List<QuorumCertificate> forged =
        List.of(
            new QuorumCertificate(1, 1, honest.block(), honest.votes()),
            new QuorumCertificate(0, 2, honest.block(), honest.votes()),
            new QuorumCertificate(0, 1, samples.second.hash(), honest.votes()));
    for (QuorumCertificate each : forged) {
      assertRejected(samples.sealed(new ViewChange(2, each, List.of())), each.toString());
    }
  }

  /** NET-5: the block beside a statement cannot be replaced: not wholly, nor its transactions. */
  @Example
  void theBlockBesideAStatementIsBound() {
    Block other = samples.second;
    Envelope proposal = samples.sealed(new PrePrepare(0, samples.first));
    assertRejected(withBody(proposal, new PrePrepare(0, other)), "another block proposed");
    Envelope fetched = samples.sealed(new FetchedBlock(samples.first));
    assertRejected(withBody(fetched, new FetchedBlock(other)), "another block fetched");
    QuorumCertificate commits = committee.commits(0, samples.first, 0, 1, 2);
    Envelope decided = samples.sealed(new DecidedBlock(samples.first, commits));
    assertRejected(withBody(decided, new DecidedBlock(other, commits)), "another block decided");
  }

  @Example
  void otherTransactionsUnderTheSameHeaderAreRejected() {
    Header header = samples.first.header();
    for (Envelope envelope :
        List.of(
            samples.sealed(new PrePrepare(0, samples.first)),
            samples.sealed(new FetchedBlock(samples.first)))) {
      Encoder body = new Encoder();
      if (envelope.code() == PrePrepare.TYPE.code()) {
        body.int64(0);
      }
      body.value(header).list(samples.second.transactions());
      Envelope changed =
          new Envelope(envelope.code(), envelope.sender(), body.toBytes(), envelope.signature());
      assertThat(reason(changed)).contains("Merkle root");
    }
  }

  private static Envelope withBody(Envelope envelope, Message message) {
    return new Envelope(
        envelope.code(), envelope.sender(), message.encoded(), envelope.signature());
  }

  @Provide
  Arbitrary<Envelope> arbitraryEnvelopes() {
    return NetworkArbitraries.envelopes();
  }

  private void assertRejected(Envelope envelope, String what) {
    AuthenticationResult answer = committee.authenticator.authenticate(envelope);
    assertThat(answer)
        .as("code %d, %s", envelope.code(), what)
        .isInstanceOf(AuthenticationResult.Rejected.class);
  }

  private String reason(Envelope envelope) {
    return ((AuthenticationResult.Rejected) committee.authenticator.authenticate(envelope))
        .reason();
  }

  private static Bytes flip(Bytes input, int bit) {
    byte[] bytes = input.toArray();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.of(bytes);
  }
}
