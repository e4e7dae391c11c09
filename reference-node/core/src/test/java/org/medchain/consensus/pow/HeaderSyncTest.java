package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.network.Message;

/** Headers first, then blocks: POW-28 to POW-31. */
class HeaderSyncTest {
  private static final DifficultyRule RULE =
      new DifficultyRule.Windowed(4, 1, Difficulty.ofCoefficient(2));

  private final PowFixture fixture =
      new PowFixture(2, Difficulty.ofCoefficient(8), new TestSignatures(), RULE);
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);

  @BeforeEach
  void start() {
    node.start();
  }

  /** Node 1 says that it has a head that is unknown here. */
  private void isAnnounced() {
    assertThat(
            MessageExchange.sent(node.hear("node 1", new Announce(Hash.MAX, 9)), GetHeaders.class))
        .hasSize(1);
  }

  private static Headers headers(List<PowFixture.Made> blocks) {
    return new Headers(blocks.stream().map(made -> made.block().header()).toList());
  }

  private static List<GetBlock> questions(List<PowFixture.Made> blocks) {
    return blocks.stream().map(made -> new GetBlock(made.block().hash())).toList();
  }

  /** No block is asked for before its header was checked, nor one after it. */
  @Test
  void blocksAreFetchedInOrderAFewAtATime() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 40, 0);
    isAnnounced();
    List<Output> outputs = node.hear("node 1", headers(chain));
    assertThat(MessageExchange.sent(outputs))
        .extracting(MessageExchange.Sent::message)
        .isEqualTo(
            new ArrayList<Message>(questions(chain.subList(0, HeaderSync.MAX_REQUESTED_BLOCKS))));
    for (int i = 0; i < chain.size(); i++) {
      int next = i + HeaderSync.MAX_REQUESTED_BLOCKS;
      List<PowFixture.Made> following =
          next < chain.size() ? chain.subList(next, next + 1) : List.of();
      assertThat(MessageExchange.sent(node.hear(chain.get(i)), GetBlock.class))
          .isEqualTo(questions(following));
    }
    assertThat(node.replica.head()).isEqualTo(chain.get(39).block());
    assertThat(node.replica.retainedBlocks()).isEqualTo(41);
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        wrong(h -> HeaderFields.of(h).height(h.height() + 1), "height"),
        wrong(h -> HeaderFields.of(h).previous(Hash.ZERO), "not the child"),
        wrong(h -> HeaderFields.of(h).timeMs(h.timestampMs() - 2), "before"),
        wrong(h -> HeaderFields.of(h).timeMs(h.timestampMs() + 60_000), "too far ahead"),
        wrong(
            h -> HeaderFields.of(h).difficulty(Difficulty.ofCoefficient(2)),
            "not what the branch demands"),
        wrong(h -> HeaderFields.of(h).difficulty(Difficulty.ofCoefficient(1)), "not the chain's"));
  }

  private static Arguments wrong(Function<Header, HeaderFields> change, String reason) {
    return Arguments.of(change, reason);
  }

  /** POW-28, mutant M39: parent, target, difficulty and time of every header, before any block. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongHeaders")
  void oneWrongHeaderEndsIt(Function<Header, HeaderFields> change, String reason) {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 7, 0);
    for (int at : List.of(0, 3, 6)) {
      isAnnounced();
      List<Header> headers = new ArrayList<>(headers(chain).headers());
      headers.set(at, ConsensusTestChain.search(change.apply(headers.get(at)).made()));
      dropsThem(headers, reason);
    }
    isAnnounced();
    assertThat(MessageExchange.sent(node.hear("node 1", headers(chain)), GetBlock.class))
        .hasSize(7);
  }

  private void dropsThem(List<Header> headers, String reason) {
    List<Output> outputs = node.hear("node 1", new Headers(headers));
    assertThat(outputs).hasSize(1);
    assertThat(((Output.Reject) outputs.get(0)).reason()).contains(reason);
    assertThat(node.replica.retainedBlocks()).isEqualTo(1);
  }

  /** POW-28: the hash is not under the target that the header itself claims. */
  @Test
  void aHeaderWithoutWorkEndsIt() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 4, 0);
    List<Header> headers = new ArrayList<>(headers(chain).headers());
    headers.set(2, ConsensusTestChain.unsealed(headers.get(2)));
    isAnnounced();
    dropsThem(headers, "not under the target");
  }

  @Test
  void headersThatNobodyAskedForAreReturned() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 4, 0);
    dropsThem(headers(chain).headers(), "unsolicited");
    isAnnounced();
    node.hear("node 1", headers(chain));
    assertThat(PowTestNode.find(node.hear("node 1", headers(chain)), Output.Reject.class))
        .isPresent();
    assertThat(MessageExchange.sent(node.hear("node 2", headers(chain)))).isEmpty();
  }

  /** Full messages that say the same again and again are not asked for without end. */
  @Test
  void aNodeWithoutNewHeadersIsNotQueriedAgain() {
    PowFixture plain = new PowFixture(2, PowFixture.EASY, fixture.scheme);
    PowTestNode full = new PowTestNode(plain, plain.parameters(3), 4, 0);
    full.start();
    List<PowFixture.Made> chain = plain.branch(plain.genesis, Headers.MAX_HEADERS + 5, 0);
    chain.forEach(full::hear);
    full.hear("node 1", new Announce(Hash.MAX, 9));
    Headers same = headers(chain.subList(0, Headers.MAX_HEADERS));
    assertThat(MessageExchange.sent(full.hear("node 1", same), GetHeaders.class)).hasSize(1);
    List<Output> outputs = full.hear("node 1", same);
    assertThat(MessageExchange.sent(outputs, GetHeaders.class)).isEmpty();
    assertThat(MessageExchange.sent(outputs, Announce.class)).hasSize(1);
  }

  /** POW-31: an orphan whose ancestors were not among the headers is asked about once more. */
  @Test
  void sendersOfRemainingOrphansAreQueried() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 8, 0);
    assertThat(MessageExchange.sent(node.hear(chain.get(7)), GetHeaders.class)).hasSize(1);
    node.hear("node 1", headers(chain.subList(0, 5)));
    chain.subList(0, 5).forEach(node::hear);
    assertThat(node.replica.head()).isEqualTo(chain.get(4).block());
    assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT), GetHeaders.class)).hasSize(1);
    node.hear("node 1", headers(chain.subList(5, 8)));
    chain.subList(5, 7).forEach(node::hear);
    assertThat(node.replica.head()).isEqualTo(chain.get(7).block());
  }

  /** POW-30: headers of less work lead to no block, and tell who sent them that he is behind. */
  @Test
  void aBranchOfLessWorkIsNotFetched() {
    fixture.branch(fixture.genesis, 6, 0).forEach(node::hear);
    Announce mine = new Announce(node.replica.head().hash(), 6);
    isAnnounced();
    List<PowFixture.Made> less = fixture.branch(fixture.genesis, 5, 9);
    assertThat(MessageExchange.sent(node.hear("node 1", headers(less))))
        .containsExactly(new MessageExchange.Sent(fixture.keys("node 1").publicKey(), mine));
    isAnnounced();
    assertThat(node.hear("node 1", headers(fixture.branch(fixture.genesis, 6, 9)))).isEmpty();
    isAnnounced();
    assertThat(MessageExchange.sent(node.hear("node 1", new Headers(List.of())))).isEmpty();
    assertThat(node.replica.retainedBlocks()).isEqualTo(7);
  }

  /** Blocks that are here on a branch aside are not asked for again. */
  @Test
  void knownBlocksAreSkipped() {
    List<PowFixture.Made> own = fixture.branch(fixture.genesis, 6, 0);
    List<PowFixture.Made> other = fixture.branch(fixture.genesis, 8, 9);
    own.forEach(node::hear);
    other.subList(0, 3).forEach(node::hear);
    isAnnounced();
    assertThat(MessageExchange.sent(node.hear("node 1", headers(other)), GetBlock.class))
        .isEqualTo(questions(other.subList(3, 8)));
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + 6 + 3 + 5);
    other.subList(3, 8).forEach(node::hear);
    assertThat(node.replica.head()).isEqualTo(other.get(7).block());
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + 6 + 8);
    isAnnounced();
  }

  /** POW-10, POW-27: slow blocks are easy, so more of them have less work, and are left. */
  @Test
  void theShorterHeavierBranchWins() {
    node.host.pass(1_000_000);
    List<PowFixture.Made> slow = new ArrayList<>();
    List<PowFixture.Made> fast = fixture.branch(fixture.genesis, 10, 1);
    PowFixture.Made tip = fixture.genesis;
    for (int i = 0; i < 14; i++) {
      tip = fixture.childAfter(tip, 0, 100);
      slow.add(tip);
    }
    slow.forEach(node::hear);
    assertThat(node.replica.head()).isEqualTo(tip.block());
    PowFixture.Made heavy = fast.get(9);
    assertThat(heavy.work()).isGreaterThan(tip.work());
    isAnnounced();
    assertThat(MessageExchange.sent(node.hear("node 1", headers(fast)), GetBlock.class))
        .hasSize(10);
    fast.forEach(node::hear);
    assertThat(node.replica.head()).isEqualTo(heavy.block());
    // And back: more of the slow ones do not count, unless their work is more.
    isAnnounced();
    PowFixture.Made slower = fixture.childAfter(tip, 0, 100);
    slow.add(slower);
    assertThat(MessageExchange.sent(node.hear("node 1", headers(slow)), GetBlock.class)).isEmpty();
    assertThat(node.replica.head()).isEqualTo(heavy.block());
    // The node searches with the difficulty that its branch demands.
    assertThat(node.host.mining().orElseThrow().difficulty())
        .isEqualTo(fixture.difficultyAfter(heavy));
  }

  private List<MessageExchange.Sent> blockQuestions(List<Output> outputs) {
    return MessageExchange.sent(outputs).stream()
        .filter(each -> each.message() instanceof GetBlock)
        .toList();
  }

  private MessageExchange.Sent question(String name, PowFixture.Made made) {
    return new MessageExchange.Sent(
        fixture.keys(name).publicKey(), new GetBlock(made.block().hash()));
  }

  /** POW-31: lost blocks are asked for again; a node that does not answer is given up. */
  @Test
  void aSilentNodesBranchIsDiscarded() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 2, 0);
    isAnnounced();
    assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT), GetHeaders.class)).hasSize(1);
    assertThat(blockQuestions(node.hear("node 1", headers(chain)))).hasSize(2);
    for (int period = 0; period < HeaderSync.IDLE_PERIODS; period++) {
      assertThat(blockQuestions(node.fire(PowReplica.RETRANSMIT)))
          .containsExactly(question("node 1", chain.get(0)), question("node 1", chain.get(1)));
    }
    assertThat(blockQuestions(node.fire(PowReplica.RETRANSMIT))).isEmpty();
    assertThat(node.replica.retainedBlocks()).isEqualTo(1);
    isAnnounced();
  }

  /** POW-31: of two who have the same branch, the silent one holds up his own turn only. */
  @Test
  void theOthersAreQueriedInTurn() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 20, 0);
    isAnnounced();
    node.hear("node 2", new Announce(Hash.MAX, 9));
    assertThat(blockQuestions(node.hear("node 1", headers(chain)))).hasSize(16);
    // Each block is requested once, of the first member that has it.
    assertThat(blockQuestions(node.hear("node 2", headers(chain)))).isEmpty();
    List<MessageExchange.Sent> first = blockQuestions(node.fire(PowReplica.RETRANSMIT));
    List<MessageExchange.Sent> second = blockQuestions(node.fire(PowReplica.RETRANSMIT));
    assertThat(first).hasSize(16).contains(question("node 1", chain.get(0)));
    assertThat(second).hasSize(16).contains(question("node 2", chain.get(0)));
    // Node 2 answers, and so it is node 2 that is asked for more.
    assertThat(blockQuestions(node.hear("node 2", new NewBlock(chain.get(0).block()))))
        .containsExactly(question("node 2", chain.get(16)));
    chain.forEach(each -> node.hear("node 2", new NewBlock(each.block())));
    assertThat(node.replica.head()).isEqualTo(chain.get(19).block());
    assertThat(blockQuestions(node.fire(PowReplica.RETRANSMIT))).isEmpty();
    assertThat(node.replica.retainedBlocks()).isEqualTo(21);
  }

  /** POW-30: a fork deeper than headers and branch depth is followed if it has more work. */
  @Test
  void aDeepForkIsFollowed() {
    PowFixture plain = new PowFixture(2, PowFixture.EASY, fixture.scheme);
    PowTestNode ahead = new PowTestNode(plain, plain.parameters(3, 20), 2, 1);
    PowTestNode behind = new PowTestNode(plain, plain.parameters(3, 20), 2, 0);
    ahead.start();
    behind.start();
    List<PowFixture.Made> own = plain.branch(plain.genesis, Headers.MAX_HEADERS + 50, 0);
    List<PowFixture.Made> better = plain.branch(plain.genesis, Headers.MAX_HEADERS + 80, 1);
    own.forEach(behind::hear);
    better.forEach(each -> ahead.hear("node 0", new NewBlock(each.block())));
    List<Message> delivered =
        MessageExchange.deliver(ahead, behind, ahead.fire(PowReplica.RETRANSMIT));
    assertThat(delivered.subList(0, 5))
        .extracting(message -> message.type().name())
        .containsExactly("announce", "get-headers", "headers", "get-headers", "headers");
    catchUp(ahead, behind);
    assertThat(behind.replica.head()).isEqualTo(ahead.replica.head());
    // Its old branch is more than 20 blocks behind now, so it is forgotten (POW-35).
    behind.fire(PowReplica.RETRANSMIT);
    assertThat(behind.replica.retainedBlocks()).isEqualTo(1 + better.size());
  }

  private static void catchUp(PowTestNode ahead, PowTestNode behind) {
    for (int period = 0; period < 12; period++) {
      MessageExchange.deliver(ahead, behind, ahead.fire(PowReplica.RETRANSMIT));
      MessageExchange.deliver(behind, ahead, behind.fire(PowReplica.RETRANSMIT));
    }
  }

  /** POW-26, POW-31: a node that ran before begins at the genesis block and fetches the rest. */
  @Test
  void aRestartedNodeSynchronisesAgain() {
    PowFixture plain = new PowFixture(2, PowFixture.EASY, fixture.scheme);
    PowTestNode other = new PowTestNode(plain, plain.parameters(3), 2, 1);
    PowTestNode before = new PowTestNode(plain, plain.parameters(3), 2, 0);
    other.start();
    before.start();
    for (PowFixture.Made made : plain.branch(plain.genesis, 300, 0)) {
      other.hear("node 0", new NewBlock(made.block()));
      before.hear("node 1", new NewBlock(made.block()));
    }
    PowTestNode after = new PowTestNode(plain, plain.parameters(3), 2, 0);
    assertThat(after.host.give(new Input.Recovered(after.host.nowNs(), List.of()))).isEmpty();
    after.start();
    assertThat(after.replica.head()).isEqualTo(plain.chain.genesis());
    List<Message> delivered =
        MessageExchange.deliver(after, other, after.fire(PowReplica.RETRANSMIT));
    assertThat(delivered.subList(0, 4))
        .extracting(message -> message.type().name())
        .containsExactly("announce", "announce", "get-headers", "headers");
    catchUp(other, after);
    assertThat(after.host.chain()).isEqualTo(before.host.chain());
    // It searches on the head again, and its next block is taken by the others.
    Output.Broadcast found =
        PowTestNode.find(after.mineWithOutputs(), Output.Broadcast.class).orElseThrow();
    other.receive(found.envelope());
    assertThat(other.replica.head()).isEqualTo(after.replica.head());
  }
}
