package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** Blocks in their compact form: POW-33, POW-34. */
class CompactRelayTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);
  private final List<Transaction> requests = new ArrayList<>();

  @BeforeEach
  void start() {
    node.start();
    for (int i = 1; i <= 5; i++) {
      requests.add(fixture.request("alice", i));
    }
  }

  private PowFixture.Made block() {
    return fixture.child(fixture.genesis, 0, requests.toArray(Transaction[]::new));
  }

  private List<MessageExchange.Sent> hear(Block block) {
    return MessageExchange.sent(node.hear("node 1", CompactBlock.of(block)));
  }

  private MessageExchange.Sent toFinder(Message message) {
    return new MessageExchange.Sent(fixture.keys("node 1").publicKey(), message);
  }

  @Test
  void aBlockOfWaitingRequestsNeedsNothingMore() {
    Collections.reverse(requests);
    requests.forEach(node::submit);
    Block block = block().block();
    assertThat(hear(block)).isEmpty();
    assertThat(node.replica.head()).isEqualTo(block);
    assertThat(node.host.chain()).last().isEqualTo(block);
  }

  /** POW-33: the missing ones and no others, in the block's order. */
  @Test
  void onlyWhatIsMissingIsAskedFor() {
    node.submit(requests.get(0));
    node.submit(requests.get(2));
    node.submit(requests.get(4));
    Block block = block().block();
    assertThat(hear(block))
        .containsExactly(toFinder(new GetBlockTransactions(block.hash(), List.of(1, 3))));
    BlockTransactions rest =
        new BlockTransactions(block.hash(), List.of(requests.get(1), requests.get(3)));
    assertThat(MessageExchange.sent(node.hear("node 2", rest))).isEmpty();
    assertThat(node.replica.head().height()).isZero();
    assertThat(MessageExchange.sent(node.hear("node 1", rest))).isEmpty();
    assertThat(node.replica.head()).isEqualTo(block);
    assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT), GetBlock.class)).isEmpty();
    assertThat(node.replica.retainedBlocks()).isEqualTo(2);
  }

  /** A later block of the same sender takes the place of the one before (POW-35). */
  @Test
  void aLateAnswerDoesNotFitTheNextBlock() {
    Block first = block().block();
    Block second = fixture.child(fixture.genesis, 9, requests.toArray(Transaction[]::new)).block();
    hear(first);
    hear(second);
    assertThat(node.replica.retainedBlocks()).isEqualTo(2);
    assertThat(node.hear("node 1", new BlockTransactions(first.hash(), requests))).isEmpty();
    assertThat(node.replica.head().height()).isZero();
    node.hear("node 1", new BlockTransactions(second.hash(), requests));
    assertThat(node.replica.head()).isEqualTo(second);
  }

  /** The transactions of the own block at that height are here, though they wait no longer. */
  @Test
  void aForkHasItsTransactionsInCommon() {
    Block own = block().block();
    node.hear("node 1", new NewBlock(own));
    PowFixture.Made other = fixture.child(fixture.genesis, 9, requests.toArray(Transaction[]::new));
    assertThat(MessageExchange.sent(node.hear("node 2", CompactBlock.of(other.block())))).isEmpty();
    node.hear("node 2", new NewBlock(fixture.child(other, 0).block()));
    assertThat(node.replica.head().parent()).isEqualTo(other.block().hash());
  }

  /** POW-34: as where two transactions have one short id, the whole block decides. */
  @Test
  void aBlockWithAnotherMerkleRootIsRequestedAsAWhole() {
    requests.forEach(node::submit);
    Block block = block().block();
    List<ShortId> ids = new ArrayList<>(CompactBlock.of(block).ids());
    Collections.swap(ids, 0, 1);
    assertThat(MessageExchange.sent(node.hear("node 1", new CompactBlock(block.header(), ids))))
        .containsExactly(toFinder(new GetBlock(block.hash())));
    node.hear("node 1", new NewBlock(block));
    assertThat(node.replica.head()).isEqualTo(block);
  }

  @Test
  void equalIdsInABlockAreRequested() {
    requests.forEach(node::submit);
    Block block = block().block();
    List<ShortId> ids = new ArrayList<>(CompactBlock.of(block).ids());
    ids.set(3, ids.get(1));
    assertThat(MessageExchange.sent(node.hear("node 1", new CompactBlock(block.header(), ids))))
        .containsExactly(toFinder(new GetBlockTransactions(block.hash(), List.of(1))));
    assertThat(
            MessageExchange.sent(
                node.hear("node 1", new BlockTransactions(block.hash(), List.of(requests.get(1))))))
        .containsExactly(toFinder(new GetBlock(block.hash())));
  }

  @Test
  void aLostReplyIsReplacedByTheWholeBlock() {
    Block block = block().block();
    hear(block);
    assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT), GetBlock.class))
        .containsExactly(new GetBlock(block.hash()));
    assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT), GetBlock.class)).isEmpty();
    node.hear("node 1", new NewBlock(block));
    assertThat(node.replica.head()).isEqualTo(block);
  }

  @Test
  void tooManyOrTooFewAreReturned() {
    Block block = block().block();
    hear(block);
    List<Output> outputs =
        node.hear("node 1", new BlockTransactions(block.hash(), requests.subList(0, 4)));
    assertThat(PowTestNode.find(outputs, Output.Reject.class)).isPresent();
    node.hear("node 1", new BlockTransactions(block.hash(), requests));
    assertThat(node.replica.head()).isEqualTo(block);
  }

  /** A known, lazy or too large block is not put together, and nothing is kept of it (POW-35). */
  @Test
  void aWrongHeaderIsRefusedBeforeAnythingIsAskedFor() {
    Block block = block().block();
    Header lazy = ConsensusTestChain.unsealed(block.header());
    CompactBlock wrong = new CompactBlock(lazy, CompactBlock.of(block).ids());
    List<Output> outputs = node.hear("node 1", wrong);
    assertThat(outputs).hasSize(1).allMatch(output -> output instanceof Output.Reject);
    for (int i = 6; i <= 9; i++) {
      requests.add(fixture.request("alice", i));
    }
    assertThat(node.hear("node 1", CompactBlock.of(block().block())))
        .hasSize(1)
        .allMatch(output -> output instanceof Output.Reject);
    assertThat(node.replica.retainedBlocks()).isEqualTo(1);
    node.hear("node 1", new NewBlock(block));
    assertThat(node.hear("node 1", CompactBlock.of(block))).isEmpty();
  }

  @Test
  void aKnownBlockIsNotPutTogetherAgain() {
    PowFixture.Made old = block();
    node.hear("node 1", new NewBlock(old.block()));
    fixture.branch(old, 6, 0).forEach(node::hear);
    assertThat(node.hear("node 1", CompactBlock.of(old.block()))).isEmpty();
    assertThat(node.replica.retainedBlocks()).isEqualTo(8);
  }

  /** The miner sends what it has; its replies in a period are bounded. */
  @Test
  void requestedTransactionsAreSent() {
    Block block = block().block();
    node.hear("node 1", new NewBlock(block));
    GetBlockTransactions question = new GetBlockTransactions(block.hash(), List.of(1, 3, 7));
    assertThat(MessageExchange.sent(node.hear("node 2", question), BlockTransactions.class))
        .containsExactly(
            new BlockTransactions(block.hash(), List.of(requests.get(1), requests.get(3))));
    GetBlockTransactions unknown = new GetBlockTransactions(Hash.ZERO, List.of(0));
    assertThat(node.hear("node 2", unknown)).isEmpty();
    int answers = 0;
    for (int i = 0; i < 2 * BlockRelay.MAX_BLOCKS_PER_PERIOD; i++) {
      answers += MessageExchange.sent(node.hear("node 3", question)).size();
    }
    assertThat(answers).isEqualTo(BlockRelay.MAX_BLOCKS_PER_PERIOD);
  }

  @Test
  void shortIdsDependOnTheBlock() {
    Transaction request = requests.get(0);
    assertThat(ShortId.of(Hash.ZERO, request)).isEqualTo(ShortId.of(Hash.ZERO, request));
    assertThat(ShortId.of(Hash.ZERO, request)).isNotEqualTo(ShortId.of(Hash.MAX, request));
    assertThat(ShortId.of(Hash.ZERO, request)).isNotEqualTo(ShortId.of(Hash.ZERO, requests.get(1)));
  }

  /** POW-33: 250 transactions of 300 bytes: under 2 % of the whole block; 6 bytes for each. */
  @Test
  void theCompactFormIsSmall() {
    List<Transaction> many = new ArrayList<>();
    for (int i = 1; i <= 250; i++) {
      many.add(
          Transaction.signed(
              fixture.scheme,
              fixture.chain.chain(),
              fixture.keys("alice"),
              i,
              1,
              Bytes.of(new byte[300])));
    }
    Block block = fixture.child(fixture.genesis, 0, many.toArray(Transaction[]::new)).block();
    int whole = new NewBlock(block).encoded().size();
    int compact = CompactBlock.of(block).encoded().size();
    assertThat(compact).isEqualTo(Header.SIZE + 1 + 250 * ShortId.SIZE);
    assertThat(whole).isGreaterThan(250 * 400);
    assertThat(compact * 50).isLessThan(whole);
  }
}
