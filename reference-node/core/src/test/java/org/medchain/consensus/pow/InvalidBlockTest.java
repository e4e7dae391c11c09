package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/** Each field of a block wrong in turn: POW-1 to POW-8. */
class InvalidBlockTest {
  private static final int WINDOW = 2;
  private static final Hash WRONG = Hash.of(Bytes.utf8("wrong"));

  private final PowFixture fixture = new PowFixture(WINDOW, PowFixture.EASY, new TestSignatures());

  /** Has seen the invalid block. */
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);

  /** Has not: must behave the same ever after. */
  private final PowTestNode twin = new PowTestNode(fixture, fixture.parameters(3), 4, 0);

  private PowFixture.Made tip = fixture.genesis;

  @BeforeEach
  void aChainOfFourBlocks() {
    both(PowTestNode::start);
    for (int i = 1; i <= 4; i++) {
      PowFixture.Made next = fixture.child(tip, i, fixture.request("alice", i));
      both(each -> each.hear(next));
      tip = next;
    }
  }

  private void both(Function<PowTestNode, List<Output>> step) {
    assertThat(step.apply(node)).isEqualTo(step.apply(twin));
  }

  private void refuses(List<Output> outputs, String reason) {
    assertThat(outputs).hasSize(1);
    Output.Reject reject = (Output.Reject) outputs.get(0);
    assertThat(reject.sender()).isEqualTo(fixture.keys("node 1").publicKey());
    assertThat(reject.reason()).contains(reason);
    PowFixture.Made next = fixture.child(tip, 100, fixture.request("alice", 5));
    PowFixture.Made afterNext = fixture.child(next, 101);
    both(each -> each.hear(next));
    both(each -> each.submit(fixture.request("bob", 1)));
    both(each -> each.hear(afterNext));
    both(each -> each.fire(PowReplica.RETRANSMIT));
    assertThat(node.replica.head()).isEqualTo(afterNext.block());
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        wrong(
            h -> HeaderFields.of(h).timeMs(h.timestampMs() - 2),
            "the timestamp is before the parent's"),
        wrong(
            h -> HeaderFields.of(h).timeMs(h.timestampMs() + 11_000),
            "the timestamp is too far ahead"),
        wrong(
            h -> HeaderFields.of(h).height(h.height() + 1),
            "the height is not the parent's plus 1"),
        wrong(
            h -> HeaderFields.of(h).height(h.height() - 1),
            "the height is not the parent's plus 1"),
        wrong(h -> HeaderFields.of(h).stateRoot(WRONG), "state or receipts root differ"),
        wrong(h -> HeaderFields.of(h).receiptsRoot(WRONG), "state or receipts root differ"),
        wrong(
            h -> HeaderFields.of(h).difficulty(Difficulty.ofCoefficient(1)),
            "the difficulty is not the chain's"));
  }

  private static Arguments wrong(Function<Header, HeaderFields> change, String reason) {
    return Arguments.of(change, reason);
  }

  /** POW-1, POW-2, POW-3, POW-7. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongHeaders")
  void aWrongFieldIsRefused(Function<Header, HeaderFields> change, String reason) {
    Header header = change.apply(fixture.header(tip, List.of(), 50)).made();
    refuses(node.hear(fixture.seal(tip, header, List.of())), reason);
  }

  /** POW-1, paper §3.1. */
  @Test
  void aHashThatIsNotUnderTheTargetIsRefused() {
    Header header = ConsensusTestChain.unsealed(fixture.header(tip, List.of(), 50));
    Block block = Block.of(header, List.of());
    refuses(node.hear("node 1", new NewBlock(block)), "the hash is not under the target");
  }

  /** POW-5: in the block itself, and in an ancestor on the best chain. */
  @Test
  void aRepeatedRequestIsRefused() {
    Transaction twice = fixture.request("bob", 9);
    refuses(node.hear(fixture.child(tip, 50, twice, twice)), "is on the branch already");
    PowFixture.Made again = fixture.child(tip, 51, fixture.request("alice", 2));
    assertThat(PowTestNode.find(node.hear(again), Output.Reject.class)).isPresent();
  }

  /** POW-5: blocks of the best chain above the fork are not on the branch; those aside are. */
  @Test
  void aRequestIsRepeatedOnlyOnItsOwnBranch() {
    PowFixture.Made fork = tip.below(2);
    PowFixture.Made side = fixture.child(fork, 50, fixture.request("alice", 4));
    assertThat(node.hear(side)).isEmpty();
    PowFixture.Made again = fixture.child(side, 51, fixture.request("alice", 4));
    assertThat(PowTestNode.find(node.hear(again), Output.Reject.class)).isPresent();
    // Alice's first two requests are in the blocks under the fork, the second right there.
    for (long sequence : List.of(1L, 2L)) {
      PowFixture.Made before = fixture.child(side, 52, fixture.request("alice", sequence));
      assertThat(PowTestNode.find(node.hear(before), Output.Reject.class)).isPresent();
    }
  }

  /** POW-8: where the right roots are known, a wrong block does not even enter the tree. */
  @Test
  void wrongRootsAreRefusedOnASideBranchToo() {
    PowFixture.Made fork = tip.below(2);
    Header h = fixture.header(fork, List.of(), 50);
    Header wrong = HeaderFields.of(h).stateRoot(WRONG).made();
    refuses(node.hear(fixture.seal(fork, wrong, List.of())), "state or receipts root differ");
  }

  @Test
  void aBlockWithTooManyBytesIsRefused() {
    KeyPair bob = fixture.keys("bob");
    Bytes body = Bytes.of(new byte[10_000]);
    Transaction large = Transaction.signed(fixture.scheme, fixture.chain.chain(), bob, 1, 1, body);
    refuses(node.hear(fixture.child(tip, 50, large)), "larger than a block may be");
  }

  /** POW-4: such a block cannot even be made from the bytes. */
  @Test
  void aWrongMerkleRootOrCountIsRefused() {
    Header header = fixture.header(tip, List.of(), 50);
    Transaction request = fixture.request("bob", 1);
    Bytes wrongCount = new Encoder().value(header).list(List.of(request)).toBytes();
    Header counted = fixture.header(tip, List.of(fixture.request("bob", 2)), 50);
    Bytes wrongRoot = new Encoder().value(counted).list(List.of(request)).toBytes();
    refuses(node.receive(envelope(wrongCount)), "header counts 0 transactions");
    assertThat(PowTestNode.find(node.receive(envelope(wrongRoot)), Output.Reject.class))
        .hasValueSatisfying(reject -> assertThat(reject.reason()).contains("Merkle root"));
  }

  private Envelope envelope(Bytes body) {
    Signature any = fixture.request("bob", 1).signature();
    return new Envelope(NewBlock.TYPE.code(), fixture.keys("node 1").publicKey(), body, any);
  }

  /** POW-4, paper §4 (2): a tampered record is in no block. */
  @Test
  void aTransactionThatItsSenderDidNotSignIsRefused() {
    Transaction signed = fixture.request("bob", 1);
    Transaction tampered =
        new Transaction(signed.request(), 1, Bytes.utf8("tampered"), signed.signature());
    refuses(node.hear(fixture.child(tip, 50, tampered)), "a nested transaction is not signed");
  }

  /** POW-8: a block on an invalid one is invalid, whether it came before or comes after. */
  @Test
  void descendantsOfAnInvalidBlockAreDropped() {
    Header h = fixture.header(tip, List.of(), 50);
    Header wrong = HeaderFields.of(h).stateRoot(WRONG).made();
    PowFixture.Made invalid = fixture.seal(tip, wrong, List.of());
    PowFixture.Made child = fixture.child(invalid, 51);
    PowFixture.Made grandchild = fixture.child(child, 52);
    asksForHeaders(node.hear(child));
    assertThat(node.hear(grandchild)).isEmpty();
    List<Header> headers =
        Stream.of(invalid, child, grandchild).map(made -> made.block().header()).toList();
    Output.Send asked =
        PowTestNode.find(node.hear("node 1", new Headers(headers)), Output.Send.class)
            .orElseThrow();
    assertThat(GetBlock.TYPE.decoder().apply(asked.envelope()))
        .isEqualTo(new GetBlock(invalid.block().hash()));
    refuses(node.hear(invalid), "state or receipts root differ");
    // Nothing is left that would be asked for: the twin said the same at its timer.
  }

  /** POW-13: only blocks with work enter the buffer, and what leaves it is checked like others. */
  @Test
  void orphansAreCheckedBeforeAndAfter() {
    PowFixture.Made parent = fixture.child(tip, 50);
    Header header = ConsensusTestChain.unsealed(fixture.header(parent, List.of(), 51));
    Block lazy = Block.of(header, List.of());
    assertThat(node.hear("node 1", new NewBlock(lazy)))
        .hasSize(1)
        .allMatch(output -> output instanceof Output.Reject);
    Header h = fixture.header(parent, List.of(), 52);
    Header early = HeaderFields.of(h).timeMs(h.timestampMs() - 2).made();
    PowFixture.Made wrong = fixture.seal(parent, early, List.of());
    asksForHeaders(node.hear(wrong));
    List<Output> outputs = node.hear(parent);
    assertThat(PowTestNode.find(outputs, Output.Reject.class)).isPresent();
    assertThat(node.replica.head()).isEqualTo(parent.block());
  }

  private static void asksForHeaders(List<Output> outputs) {
    Output.Send send = PowTestNode.find(outputs, Output.Send.class).orElseThrow();
    assertThat(send.envelope().code()).isEqualTo(GetHeaders.TYPE.code());
  }
}
