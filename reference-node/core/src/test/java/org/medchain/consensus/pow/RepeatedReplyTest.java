package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Transaction;

/** POW-20, POW-21, POW-23: a node's replies to a repeated request. */
class RepeatedReplyTest {
  private static final int CONFIRMATIONS = 2;

  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node =
      new PowTestNode(fixture, fixture.parameters(CONFIRMATIONS), 4, 0);

  private List<ConfirmedReply> replies(Transaction request) {
    return PowTestNode.all(node.submit(request), Output.Reply.class).stream()
        .map(reply -> (ConfirmedReply) reply.message())
        .toList();
  }

  private void assertProved(Transaction request) {
    List<ConfirmedReply> replies = replies(request);
    assertThat(replies).hasSize(1);
    assertThat(replies.get(0).fault(request, fixture.parameters(CONFIRMATIONS))).isEmpty();
  }

  /** Each request of a block has its own proof, at every position. */
  @Example
  void eachRequestOfABlockIsProvedByItself() {
    node.start();
    List<Transaction> requests = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      requests.add(fixture.request("alice", i));
    }
    PowFixture.Made made = fixture.child(fixture.genesis, 0, requests.toArray(new Transaction[0]));
    node.hear(made);
    node.hear(fixture.child(made, 0));
    requests.forEach(this::assertProved);
  }

  /** Blocks whose trees are no longer kept are proved like the last ones. */
  @Example
  void oldBlocksAreProvedAsWell() {
    node.start();
    List<Transaction> requests = new ArrayList<>();
    PowFixture.Made tip = fixture.genesis;
    for (int height = 1; height <= 24; height++) {
      Transaction request = fixture.request("client " + height, 1);
      requests.add(request);
      tip = fixture.child(tip, 0, request);
      node.hear(tip);
    }
    node.hear(fixture.child(tip, 0));
    requests.forEach(this::assertProved);
    requests.forEach(this::assertProved);
  }

  /** POW-20: a reply that is no longer deep enough is sent again when it is. */
  @Example
  void whatIsNoLongerDeepEnoughIsNotRepeated() {
    node.start();
    Transaction request = fixture.request("alice", 1);
    PowFixture.Made holder = fixture.child(fixture.genesis, 0, request);
    node.hear(holder);
    PowFixture.Made above = fixture.child(holder, 0);
    assertThat(replies(request)).as("one block is not enough").isEmpty();
    node.hear(above);
    assertProved(request);
  }
}
