package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** The replies that a client accepts, and those that it refuses: POW-22, POW-24, POW-32. */
class PowClientSessionTest {
  private static final int WINDOW = 2;
  private static final int CONFIRMATIONS = 4;
  private static final long DELAY_NS = 1000;

  private final PowFixture fixture = new PowFixture(WINDOW, PowFixture.EASY, new TestSignatures());
  private final Transaction request = fixture.request("alice", 1);
  private final Transaction other = fixture.request("bob", 1);
  private final Authenticator authenticator =
      new Authenticator(
          fixture.chain.chain(), fixture.scheme, new MessageRegistry(PowMessages.all()));
  private final PowClientSession session = session();
  private final List<PowFixture.Made> blocks = new ArrayList<>();

  private PowClientSession session() {
    return session(4, CONFIRMATIONS);
  }

  private PowClientSession session(int nodes, int confirmations) {
    return new PowClientSession(
        fixture.parameters(confirmations), PowTestNode.members(fixture, nodes), DELAY_NS);
  }

  @BeforeEach
  void aRequestUnderWayAndAChainThatHoldsIt() {
    session.step(new Input.RequestSubmitted(0, request));
    blocks.add(fixture.child(fixture.genesis, 0));
    blocks.add(fixture.child(blocks.get(0), 0, other, request));
    for (int i = 2; i < 8; i++) {
      blocks.add(fixture.child(blocks.get(i - 1), 0));
    }
  }

  private static HeaderSegment segment(List<PowFixture.Made> blocks) {
    return new HeaderSegment(blocks.stream().map(made -> made.block().header().encoded()).toList());
  }

  private InclusionProof transactionProof(int index) {
    return MerkleTree.of(blocks.get(1).block().transactions()).proof(index);
  }

  private InclusionProof receiptProof(int index) {
    return MerkleTree.of(blocks.get(1).execution().receipts()).proof(index);
  }

  private Receipt receipt(int index) {
    return blocks.get(1).execution().receipts().get(index);
  }

  private ConfirmedReply reply(List<PowFixture.Made> headers) {
    return new ConfirmedReply(transactionProof(1), receipt(1), receiptProof(1), segment(headers));
  }

  private ConfirmedReply goodReply() {
    return reply(blocks.subList(1, 1 + CONFIRMATIONS));
  }

  private Envelope envelope(String sender, Message message) {
    return Envelope.seal(fixture.scheme, fixture.chain.chain(), fixture.keys(sender), message);
  }

  private Optional<Input> input(Envelope envelope) {
    return authenticator.authenticate(envelope) instanceof AuthenticationResult.Verified verified
        ? Optional.of(new Input.MessageReceived(0, verified))
        : Optional.empty();
  }

  private List<Output> hear(String sender, Message message) {
    return session.step(input(envelope(sender, message)).orElseThrow());
  }

  private void refuses(ConfirmedReply reply, String reason) {
    Output.Reject reject =
        PowTestNode.find(hear("node 2", reply), Output.Reject.class).orElseThrow();
    assertThat(reject.reason()).contains(reason);
    assertThat(PowTestNode.find(hear("node 2", goodReply()), Output.Accepted.class)).isPresent();
  }

  @Test
  void oneValidReplySufficesAndCountsOnce() {
    assertThat(hear("node 2", goodReply()))
        .containsExactly(
            new Output.StopTimer(new Timer("request", 1)),
            new Output.Accepted(request.request(), 2, receipt(1)));
    assertThat(hear("node 3", goodReply())).isEmpty();
  }

  /** POW-22: the authenticator and the checks together leave no bit of a reply unprotected. */
  @Test
  void noBitOfAReplyCanBeChanged() {
    Envelope good = envelope("node 2", goodReply());
    byte[] body = good.body().toArray();
    int reachedTheChecks = 0;
    for (int bit = 0; bit < 8 * body.length; bit++) {
      body[bit / 8] ^= (byte) (1 << bit % 8);
      Envelope bad = new Envelope(good.code(), good.sender(), Bytes.of(body), good.signature());
      Optional<Input> input = input(bad);
      if (input.isPresent()) {
        reachedTheChecks++;
        assertThat(session.step(input.get()))
            .as("bit %d", bit)
            .allMatch(output -> output instanceof Output.Reject)
            .hasSize(1);
      }
      body[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(reachedTheChecks).isGreaterThan(2000);
    assertThat(hear("node 2", goodReply())).hasSize(2);
  }

  @Test
  void tooFewHeadersAreRefused() {
    refuses(reply(blocks.subList(1, CONFIRMATIONS)), "3 headers where 4 are needed");
  }

  /** POW-21: one confirmation needs W + 1 headers, the last of them with the receipts' root. */
  @Test
  void theReceiptNeedsItsHeader() {
    ConfirmedReply two = reply(blocks.subList(1, 3));
    assertThat(two.fault(request, fixture.parameters(1))).isPresent();
    ConfirmedReply three = reply(blocks.subList(1, 4));
    assertThat(three.fault(request, fixture.parameters(1))).isEmpty();
  }

  /** The reply about block 2 whose fourth header, the child of block 4, is this one. */
  private ConfirmedReply endingIn(Header last) {
    List<Bytes> headers = new ArrayList<>();
    blocks.subList(1, 4).forEach(made -> headers.add(made.block().header().encoded()));
    headers.add(last.encoded());
    HeaderSegment segment = new HeaderSegment(headers);
    return new ConfirmedReply(transactionProof(1), receipt(1), receiptProof(1), segment);
  }

  private static Header at(Header h, long timestampMs, long height, Hash receiptsRoot) {
    return HeaderFields.of(h).timeMs(timestampMs).height(height).receiptsRoot(receiptsRoot).made();
  }

  @Test
  void everyHeaderMustBeAValidChild() {
    Header good = fixture.header(blocks.get(3), List.of(), 9);
    Hash root = good.receiptsRoot();
    Header high = ConsensusTestChain.search(at(good, good.timestampMs(), good.height() + 1, root));
    refuses(endingIn(high), "header 6 is not the child of the one before");
    Header early = ConsensusTestChain.search(at(good, good.timestampMs() - 2, good.height(), root));
    assertThat(endingIn(early).fault(request, fixture.parameters(CONFIRMATIONS)))
        .contains("header 5 is not the child of the one before");
    assertThat(
            endingIn(ConsensusTestChain.unsealed(good))
                .fault(request, fixture.parameters(CONFIRMATIONS)))
        .contains("header 5 is not under the chain's target");
    assertThat(
            endingIn(ConsensusTestChain.search(good))
                .fault(request, fixture.parameters(CONFIRMATIONS)))
        .isEmpty();
  }

  /** Also where a miner put work into a header with the receipts in another order. */
  @Test
  void theReceiptMustStandWhereTheTransactionStands() {
    MerkleTree swapped = MerkleTree.of(List.of(receipt(1), receipt(0)));
    Header good = fixture.header(blocks.get(2), List.of(), 9);
    Header forged =
        ConsensusTestChain.search(at(good, good.timestampMs(), good.height(), swapped.root()));
    HeaderSegment headers =
        new HeaderSegment(
            List.of(
                blocks.get(1).block().header().encoded(),
                blocks.get(2).block().header().encoded(),
                forged.encoded()));
    ConfirmedReply sameIndex =
        new ConfirmedReply(transactionProof(1), receipt(0), swapped.proof(1), headers);
    ConfirmedReply sameRequest =
        new ConfirmedReply(transactionProof(1), receipt(1), swapped.proof(0), headers);
    assertThat(sameIndex.fault(request, fixture.parameters(1))).isPresent();
    assertThat(sameRequest.fault(request, fixture.parameters(1))).isPresent();
  }

  @Test
  void aMalformedHeaderIsRefused() {
    List<Bytes> headers = new ArrayList<>();
    blocks.subList(1, 5).forEach(made -> headers.add(made.block().header().encoded()));
    headers.add(1, Bytes.of(new byte[Header.SIZE]));
    ConfirmedReply reply =
        new ConfirmedReply(
            transactionProof(1), receipt(1), receiptProof(1), new HeaderSegment(headers));
    refuses(reply, "headers: ");
  }

  @Test
  void anotherTransactionsProofOrReceiptIsRefused() {
    HeaderSegment headers = segment(blocks.subList(1, 5));
    refuses(
        new ConfirmedReply(transactionProof(0), receipt(1), receiptProof(1), headers),
        "the transaction is not in block 2");
    ConfirmedReply othersReceipt =
        new ConfirmedReply(transactionProof(1), receipt(0), receiptProof(0), headers);
    assertThat(othersReceipt.fault(request, fixture.parameters(CONFIRMATIONS))).isPresent();
    ConfirmedReply forged =
        new ConfirmedReply(
            transactionProof(1),
            new Receipt(request.request(), 1, Bytes.EMPTY),
            receiptProof(1),
            headers);
    assertThat(forged.fault(request, fixture.parameters(CONFIRMATIONS)))
        .contains("the receipt is not under the root in header 4");
  }

  /** POW-32: a client follows the chain's rule; headers that do not fit it are refused. */
  @Test
  void theDifficultyMustFollowTheRule() {
    DifficultyRule rule = new DifficultyRule.Windowed(2, 1, Difficulty.ofCoefficient(2));
    PowFixture moving = new PowFixture(WINDOW, Difficulty.ofCoefficient(8), fixture.scheme, rule);
    PowFixture.Made below = moving.childAfter(moving.genesis, 0, 0);
    PowFixture.Made first = moving.child(below, 0, request);
    List<Bytes> headers = new ArrayList<>(List.of(first.block().header().encoded()));
    PowFixture.Made tip = first;
    for (int i = 1; i < CONFIRMATIONS; i++) {
      tip = moving.childAfter(tip, 0, 4);
      headers.add(tip.block().header().encoded());
    }
    assertThat(tip.block().header().difficulty()).isNotEqualTo(moving.chain.difficulty());
    ConfirmedReply reply =
        new ConfirmedReply(
            MerkleTree.of(first.block().transactions()).proof(0),
            first.execution().receipts().get(0),
            MerkleTree.of(first.execution().receipts()).proof(0),
            new HeaderSegment(headers));
    assertThat(reply.fault(request, moving.parameters(CONFIRMATIONS))).isEmpty();
    assertThat(reply.fault(request, other(moving, new DifficultyRule.Constant()))).isPresent();
    DifficultyRule longer = new DifficultyRule.Windowed(100, 1, Difficulty.ofCoefficient(2));
    assertThat(reply.fault(request, other(moving, longer)))
        .hasValueSatisfying(fault -> assertThat(fault).contains("another difficulty"));
    PowClientSession client =
        new PowClientSession(
            moving.parameters(CONFIRMATIONS), PowTestNode.members(fixture, 4), DELAY_NS);
    client.step(new Input.RequestSubmitted(0, request));
    Input good = input(envelope("node 2", reply)).orElseThrow();
    assertThat(PowTestNode.find(client.step(good), Output.Accepted.class)).isPresent();
  }

  private static PowParameters other(PowFixture fixture, DifficultyRule rule) {
    return new PowFixture(fixture.chain, fixture.scheme, rule).parameters(CONFIRMATIONS);
  }

  @Test
  void aReadIsOrdered() {
    PowClientSession fresh = session();
    assertThat(fresh.step(new Input.ReadSubmitted(0, request)))
        .isEqualTo(session().step(new Input.RequestSubmitted(0, request)));
  }

  @Test
  void strangersAndOtherMessagesAreNotHeard() {
    Announce announce = new Announce(blocks.get(0).block().hash(), 1);
    assertThat(hear("node 1", announce))
        .allMatch(output -> output instanceof Output.Reject)
        .hasSize(1);
    for (Message message : List.of(goodReply(), refusal())) {
      assertThat(hear("stranger", message))
          .containsExactly(
              new Output.Reject(fixture.keys("stranger").publicKey(), "not a reply of a node"));
    }
    Output.Reject broken = new Output.Reject(fixture.keys("node 1").publicKey(), "bad signature");
    int code = RequestRejection.TYPE.code();
    assertThat(
            session.step(
                new Input.MessageRejected(
                    0, broken.sender(), code, broken.kind(), broken.reason())))
        .containsExactly(broken);
  }

  private RequestRejection refusal() {
    return RequestRejection.of(request.id(), "too many wait");
  }

  /** CONS-10: more than half of the nodes: not one full pool, and the user is told once. */
  @Test
  void theRejectionIsReportedWhenMostNodesRefuse() {
    for (int nodes : new int[] {4, 5, 7}) {
      PowClientSession client = session(nodes, 1);
      client.step(new Input.RequestSubmitted(0, request));
      for (int node = 0; node < nodes; node++) {
        Input refused = input(envelope("node " + node, refusal())).orElseThrow();
        List<Output> outputs = client.step(refused);
        if (node == nodes / 2) {
          assertThat(outputs)
              .containsExactly(new Output.Refused(request.request(), "too many wait"));
        } else {
          assertThat(outputs).as("%d of %d", node + 1, nodes).isEmpty();
        }
        assertThat(client.step(refused)).as("again").isEmpty();
      }
    }
  }

  /** POW-20: one confirmation, the block itself, is the least. */
  @Test
  void aBlockHasOneConfirmationAtLeast() {
    assertThat(session(4, 1).step(new Input.RequestSubmitted(0, request))).isNotEmpty();
    assertRefused(() -> session(4, 0));
  }

  /** POW-24. */
  @Test
  void sendsToAllAndAgainWithGrowingDelays() {
    PowClientSession fresh = session();
    Timer timer = new Timer("request", 1);
    Output send = new Output.Broadcast(Request.envelope(request), List.of());
    assertThat(fresh.step(new Input.RequestSubmitted(0, request)))
        .containsExactly(send, new Output.StartTimer(timer, DELAY_NS));
    assertThat(fresh.step(new Input.RequestSubmitted(0, request))).isEmpty();
    for (int factor : List.of(2, 4, 8, 16, 16)) {
      assertThat(fresh.step(new Input.TimerFired(0, timer)))
          .containsExactly(send, new Output.StartTimer(timer, factor * DELAY_NS));
    }
    assertThat(fresh.step(input(envelope("node 0", goodReply())).orElseThrow())).hasSize(2);
    assertThat(fresh.step(new Input.TimerFired(0, timer))).isEmpty();
  }
}
