package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Transaction;

/** When a node answers: POW-20, POW-21, POW-23. */
class ConfirmationRepliesTest {
  private static PowFixture fixture(int window) {
    return new PowFixture(window, PowFixture.EASY, new TestSignatures());
  }

  private static List<ConfirmedReply> replies(List<Output> outputs) {
    return PowTestNode.all(outputs, Output.Reply.class).stream()
        .map(reply -> (ConfirmedReply) reply.message())
        .toList();
  }

  /** A block at height h is answered when the tip is at h + max(k, W + 1) − 1, not before. */
  @Property(seed = "33", tries = 36)
  void answersExactlyWhenKDeepAndTheReceiptIsCovered(
      @ForAll @IntRange(min = 1, max = 6) int confirmations,
      @ForAll @IntRange(min = 1, max = 6) int window) {
    PowFixture fixture = fixture(window);
    PowTestNode node = new PowTestNode(fixture, fixture.parameters(confirmations), 4, 0);
    node.start();
    int needed = Math.max(confirmations, window + 1);
    List<Transaction> requests = new ArrayList<>();
    PowFixture.Made tip = fixture.genesis;
    for (int height = 1; height <= needed + 3; height++) {
      Transaction request = fixture.request("alice", height);
      requests.add(request);
      tip = fixture.child(tip, 0, request, fixture.request("bob", height));
      List<ConfirmedReply> replies = replies(node.hear(tip));
      assertThat(node.replica.confirmedHeight()).isEqualTo(Math.max(0, height - needed + 1));
      if (height < needed) {
        assertThat(replies).isEmpty();
        assertThat(replies(node.submit(requests.get(0)))).isEmpty();
      } else {
        Transaction final1 = requests.get(height - needed);
        assertThat(replies).hasSize(2);
        assertThat(replies.get(0).headers().count()).isEqualTo(needed);
        assertThat(replies.get(0).fault(final1, fixture.parameters(confirmations))).isEmpty();
        assertThat(replies(node.submit(final1))).containsExactly(replies.get(0));
      }
    }
  }

  /** A node answers a block once, also if it leaves the block's branch and comes back. */
  @Example
  void repliesOnceAndFromThePresentChain() {
    PowFixture fixture = fixture(1);
    PowTestNode node = new PowTestNode(fixture, fixture.parameters(2), 4, 0);
    node.start();
    Transaction request = fixture.request("alice", 1);
    PowFixture.Made block = fixture.child(fixture.genesis, 0, request);
    node.hear(block);
    PowFixture.Made a = fixture.child(block, 1);
    assertThat(replies(node.hear(a))).hasSize(1);
    // Another branch above the block, then a third that does not hold the request at all.
    PowFixture.Made b = fixture.child(fixture.child(block, 2), 3);
    node.hear(b.parent());
    assertThat(replies(node.hear(b))).isEmpty();
    assertThat(replies(node.submit(request)).get(0).headers().tip())
        .isEqualTo(b.parent().block().hash());
    PowFixture.Made c = fixture.child(fixture.child(fixture.genesis, 4), 5);
    PowFixture.Made d = fixture.child(fixture.child(c, 6), 7);
    for (PowFixture.Made made : List.of(c.parent(), c, d.parent(), d)) {
      assertThat(replies(node.hear(made))).isEmpty();
    }
    assertThat(node.replica.head()).isEqualTo(d.block());
    assertThat(replies(node.submit(request))).isEmpty();
    assertThat(node.mine().transactions()).containsExactly(request);
    assertThat(mineOneMore(node)).hasSize(1);
  }

  private static List<ConfirmedReply> mineOneMore(PowTestNode node) {
    Block before = node.host.last();
    List<Output> outputs = new ArrayList<>(node.mineWithOutputs());
    assertThat(node.host.last().parent()).isEqualTo(before.hash());
    return replies(outputs);
  }

  /** Decision 0030: during a reorganisation no query is answered. */
  @Property(seed = "34", tries = 3, generation = GenerationMode.EXHAUSTIVE)
  void noRepliesDuringAReorganisation(@ForAll @IntRange(min = 1, max = 3) int confirmations) {
    PowFixture fixture = fixture(1);
    PowTestNode node = new PowTestNode(fixture, fixture.parameters(confirmations), 4, 0);
    node.start();
    Transaction common = fixture.request("alice", 1);
    Transaction moved = fixture.request("bob", 1);
    PowFixture.Made fork = fixture.child(fixture.genesis, 0, common);
    node.hear(fork);
    PowFixture.Made own = fork;
    for (int i = 0; i < 3; i++) {
      own = fixture.child(own, i);
      node.hear(own);
    }
    PowFixture.Made better = fixture.child(fork, 100, moved);
    node.hear(better);
    for (int i = 0; i < 2; i++) {
      better = fixture.child(better, i);
      node.hear(better);
    }
    node.host.holdExecutions();
    assertThat(replies(node.hear(fixture.child(better, 0)))).isEmpty();
    // Now only the first block of the better branch is committed; then one more with each
    // execution.
    assertThat(replies(node.submit(common))).hasSize(confirmations < 3 ? 1 : 0);
    for (int i = 0; i < 2; i++) {
      assertThat(replies(node.host.releaseExecution())).isEmpty();
      assertThat(replies(node.submit(moved))).isEmpty();
    }
    assertThat(replies(node.host.releaseExecution())).hasSize(1);
    assertThat(replies(node.submit(moved))).hasSize(1);
  }

  /** The miner of a block sends it before any reply, since replies would delay it on the link. */
  @Example
  void anOwnBlockIsSentBeforeReplies() {
    PowFixture fixture = fixture(1);
    PowTestNode node = new PowTestNode(fixture, fixture.parameters(2), 4, 0);
    node.start();
    node.hear(fixture.child(fixture.genesis, 0, fixture.request("alice", 1)));
    List<Output> outputs = node.mineWithOutputs();
    Output broadcast = PowTestNode.find(outputs, Output.Broadcast.class).orElseThrow();
    Output reply = PowTestNode.find(outputs, Output.Reply.class).orElseThrow();
    assertThat(outputs.indexOf(broadcast)).isLessThan(outputs.indexOf(reply));
  }

  /** POW-23: repeated requests get a bounded number of replies in a period. */
  @Example
  void repeatedRepliesAreBounded() {
    PowFixture fixture = fixture(1);
    PowTestNode node = new PowTestNode(fixture, fixture.parameters(2), 4, 0);
    node.start();
    Transaction request = fixture.request("alice", 1);
    PowFixture.Made block = fixture.child(fixture.genesis, 0, request);
    node.hear(block);
    node.hear(fixture.child(block, 1));
    for (int period = 0; period < 2; period++) {
      int answers = 0;
      for (int i = 0; i < 100; i++) {
        answers += replies(node.submit(request)).size();
      }
      assertThat(answers).isEqualTo(ConfirmationReplies.MAX_REPEATS_PER_PERIOD);
      node.fire(PowReplica.RETRANSMIT);
    }
  }

  /** POW-21: each request of a block has its own proof, also where its tree is no longer kept. */
  @Example
  void oldBlocksAreProvedAsWell() {
    PowFixture fixture = fixture(1);
    PowTestNode node = new PowTestNode(fixture, fixture.parameters(2), 4, 0);
    node.start();
    List<Transaction> requests = new ArrayList<>();
    PowFixture.Made tip = fixture.genesis;
    for (int height = 1; height <= 24; height++) {
      Transaction[] content = new Transaction[1 + height % 5];
      for (int i = 0; i < content.length; i++) {
        content[i] = fixture.request("client " + height, 1 + i);
      }
      requests.addAll(List.of(content));
      tip = fixture.child(tip, 0, content);
      node.hear(tip);
    }
    node.hear(fixture.child(tip, 0));
    for (int times = 0; times < 2; times++) {
      for (Transaction request : requests) {
        List<ConfirmedReply> replies = replies(node.submit(request));
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).fault(request, fixture.parameters(2))).isEmpty();
      }
    }
  }
}
