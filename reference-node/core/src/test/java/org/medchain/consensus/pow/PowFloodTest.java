package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;

/** Messages that look valid do not fill a node's memory: POW-35. */
class PowFloodTest {
  private static final int DEPTH = 10;
  private static final int HEAD = 50;

  private final PowFixture fixture = new PowFixture(2, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3, DEPTH), 4, 0);
  private final List<PowFixture.Made> best = fixture.branch(fixture.genesis, HEAD, 0);

  private void aChain() {
    node.start();
    best.forEach(node::hear);
  }

  /** Work done for a block far under the head is not paid with memory, but with a hint. */
  @Test
  void blocksFarBehindAreNotTakenIn() {
    aChain();
    for (int i = 1; i <= 500; i++) {
      PowFixture.Made parent = i % 2 == 0 ? fixture.genesis : best.get(i % (HEAD - DEPTH - 2));
      List<Output> outputs = node.hear("node 1", new NewBlock(fixture.child(parent, i).block()));
      assertThat(PowTestNode.find(outputs, Output.Reject.class))
          .hasValueSatisfying(reject -> assertThat(reject.reason()).contains("far behind"));
      assertThat(MessageExchange.sent(outputs, Announce.class))
          .containsExactly(new Announce(best.get(HEAD - 1).block().hash(), HEAD));
    }
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + HEAD);
    // Just near enough.
    node.hear(fixture.child(best.get(HEAD - DEPTH - 3), 1000));
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + HEAD);
    node.hear(fixture.child(best.get(HEAD - DEPTH - 2), 1000));
    assertThat(node.replica.retainedBlocks()).isEqualTo(2 + HEAD);
  }

  /** Branches that were near once are forgotten, from the tip down, when the head has gone on. */
  @Test
  void branchesThatFallBehindAreDiscarded() {
    aChain();
    List<PowFixture.Made> side = fixture.branch(best.get(HEAD - 6), 3, 7);
    List<PowFixture.Made> longer = fixture.branch(best.get(HEAD - 6), 5, 8);
    side.forEach(node::hear);
    longer.forEach(node::hear);
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + HEAD + 8);
    PowFixture.Made tip = best.get(HEAD - 1);
    // The tip of the shorter side branch is at height 48, that of the longer one at 50.
    for (int height = HEAD + 1; height <= 59; height++) {
      tip = fixture.child(tip, 0);
      node.hear(tip);
      node.fire(PowReplica.RETRANSMIT);
      int left = height <= 58 ? 8 : 5;
      assertThat(node.replica.retainedBlocks()).as("%d", height).isEqualTo(1 + height + left);
    }
    for (int height = 60; height <= 61; height++) {
      tip = fixture.child(tip, 0);
      node.hear(tip);
      node.fire(PowReplica.RETRANSMIT);
    }
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + 61);
    // A forgotten branch can come back with more work, by its headers.
    List<PowFixture.Made> again = new ArrayList<>(longer);
    again.addAll(fixture.branch(longer.get(4), 13, 9));
    node.hear("node 1", new Announce(Hash.MAX, 9));
    List<Header> headers = again.stream().map(made -> made.block().header()).toList();
    node.hear("node 1", new Headers(headers));
    again.forEach(node::hear);
    assertThat(node.replica.head()).isEqualTo(again.get(again.size() - 1).block());
    assertThat(node.host.chain()).hasSize(1 + 63);
    node.fire(PowReplica.RETRANSMIT);
    // The chain that was left ends 2 blocks under the new head, so it stays for now.
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + 63 + 61 - (HEAD - 5));
  }

  /** POW-30: headers of too little work do not open the way for their blocks either. */
  @Test
  void headersOfLittleWorkBringNoBlocksIn() {
    node.start();
    List<PowFixture.Made> longer = fixture.branch(fixture.genesis, Headers.MAX_HEADERS + 20, 0);
    longer.forEach(node::hear);
    List<PowFixture.Made> side = fixture.branch(fixture.genesis, Headers.MAX_HEADERS, 1);
    node.hear("node 1", new Announce(Hash.MAX, 9));
    List<Header> headers = side.stream().map(made -> made.block().header()).toList();
    List<Output> outputs = node.hear("node 1", new Headers(headers));
    assertThat(MessageExchange.sent(outputs, GetHeaders.class)).hasSize(1);
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + longer.size() + side.size());
    side.forEach(node::hear);
    int orphans = OrphanPool.MAX_PER_SENDER;
    assertThat(node.replica.retainedBlocks()).isEqualTo(1 + longer.size() + side.size() + orphans);
  }

  /** Orphans, compact blocks and questions from three members, a thousand of each. */
  @Test
  void unknownParentsAndHalfBlocksAreBounded() {
    aChain();
    Transaction unknown = fixture.request("mallory", 1);
    PowFixture.Made nowhere = fixture.child(fixture.child(fixture.genesis, 99), 99);
    for (int i = 0; i < 1000; i++) {
      String sender = "node " + (1 + i % 3);
      PowFixture.Made orphan = fixture.child(nowhere, 1000 + i);
      node.hear(sender, new NewBlock(orphan.block()));
      PowFixture.Made half = fixture.child(best.get(HEAD - 1), 1000 + i, unknown);
      node.hear(sender, CompactBlock.of(half.block()));
      node.hear(sender, new BlockTransactions(half.block().hash(), List.of()));
      node.hear(sender, new Headers(List.of(orphan.block().header())));
      node.hear(sender, new Announce(orphan.block().hash(), i));
      node.hear(sender, new GetHeaders(List.of(orphan.block().hash())));
    }
    assertThat(node.replica.retainedBlocks())
        .isLessThanOrEqualTo(1 + HEAD + 3 * OrphanPool.MAX_PER_SENDER + 3);
    assertThat(node.replica.head()).isEqualTo(best.get(HEAD - 1).block());
  }

  @Test
  void aLongBranchOfEasyHeadersIsDiscarded() {
    DifficultyRule rule = new DifficultyRule.Asert(100, 500, PowFixture.EASY);
    PowFixture slow = new PowFixture(2, Difficulty.ofCoefficient(8), new TestSignatures(), rule);
    PowTestNode honest = new PowTestNode(slow, slow.parameters(3, DEPTH), 4, 0);
    honest.start();
    honest.host.pass(10_000_000);
    // Blocks without a pause are ahead of the schedule, and get harder and harder.
    slow.branch(slow.genesis, HEAD, 0).forEach(honest::hear);
    PowFixture.Made tip = slow.genesis;
    List<Output> asked = honest.hear("node 1", new Announce(Hash.MAX, 1));
    int sent = 0;
    while (!MessageExchange.sent(asked, GetHeaders.class).isEmpty()) {
      List<Header> headers = new ArrayList<>();
      for (int i = 0; i < Headers.MAX_HEADERS; i++) {
        tip = slow.childAfter(tip, 1, 400);
        headers.add(tip.block().header());
      }
      sent += headers.size();
      asked = honest.hear("node 1", new Headers(headers));
      assertThat(honest.replica.retainedBlocks())
          .isLessThanOrEqualTo(1 + HEAD + HeaderSync.MAX_PENDING_HEADERS + Headers.MAX_HEADERS);
      honest.fire(PowReplica.RETRANSMIT);
    }
    assertThat(sent).isGreaterThanOrEqualTo(HeaderSync.MAX_PENDING_HEADERS);
    assertThat(honest.replica.retainedBlocks()).isEqualTo(1 + HEAD);
    assertThat(honest.replica.head().height()).isEqualTo(HEAD);
  }
}
