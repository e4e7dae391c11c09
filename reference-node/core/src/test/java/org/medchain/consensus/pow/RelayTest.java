package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** How missing blocks are found and what is bounded: POW-13, POW-14. */
@Tag("fast")
class RelayTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final TestNode node = new TestNode(fixture, fixture.parameters(3), 4, 0);
  private final MessageRegistry kinds = new MessageRegistry(PowMessages.all());

  /** A message sent to one node. */
  private record Sent(PublicKey to, Message message) {}

  @BeforeEach
  void start() {
    node.start();
  }

  private List<Sent> sent(List<Output> outputs) {
    return TestNode.all(outputs, Output.Send.class).stream()
        .map(send -> new Sent(send.to(), message(send)))
        .toList();
  }

  private Message message(Output.Send send) {
    return kinds.find(send.envelope().code()).orElseThrow().decoder().apply(send.envelope());
  }

  private Sent to(String name, Message message) {
    return new Sent(fixture.keys(name).publicKey(), message);
  }

  private List<PowFixture.Made> chain(int length) {
    List<PowFixture.Made> chain = new ArrayList<>();
    PowFixture.Made tip = fixture.genesis;
    for (int i = 0; i < length; i++) {
      tip = fixture.child(tip, 0);
      chain.add(tip);
    }
    return chain;
  }

  /** From the head that came alone, block after block down to a known one, then all at once. */
  @Test
  void anOrphanIsTracedBack() {
    List<PowFixture.Made> chain = chain(5);
    for (int i = 4; i > 0; i--) {
      Hash missing = chain.get(i - 1).block().hash();
      assertThat(sent(node.hear("node 2", new NewBlock(chain.get(i).block()))))
          .containsExactly(to("node 2", new GetBlock(missing)));
    }
    node.hear("node 2", new NewBlock(chain.get(0).block()));
    assertThat(node.replica.head()).isEqualTo(chain.get(4).block());
  }

  @Test
  void aLostAnswerIsAskedForAgain() {
    List<PowFixture.Made> chain = chain(3);
    node.hear("node 2", new NewBlock(chain.get(2).block()));
    node.hear("node 2", new NewBlock(chain.get(1).block()));
    GetBlock missing = new GetBlock(chain.get(0).block().hash());
    assertThat(sent(node.fire(Relay.RETRANSMIT)))
        .containsExactly(
            to("node 1", new Announce(fixture.genesis.block().hash(), 0)), to("node 2", missing));
    // The same block again starts no second search; a block from another node is asked about there.
    assertThat(node.hear("node 3", new NewBlock(chain.get(2).block()))).isEmpty();
    PowFixture.Made side = fixture.child(chain.get(1), 9);
    assertThat(sent(node.hear("node 3", new NewBlock(side.block()))))
        .containsExactly(to("node 3", missing));
  }

  @Test
  void theHeadIsAnnouncedToOneNodeAfterTheOther() {
    node.hear(chain(1).get(0));
    Announce head = new Announce(node.replica.head().hash(), 1);
    for (String name : List.of("node 1", "node 2", "node 3", "node 1")) {
      assertThat(sent(node.fire(Relay.RETRANSMIT))).containsExactly(to(name, head));
    }
  }

  @Test
  void anAnnouncedHeadIsAskedForOrAnswered() {
    List<PowFixture.Made> chain = chain(4);
    chain.subList(0, 2).forEach(node::hear);
    Announce mine = new Announce(chain.get(1).block().hash(), 2);
    Hash unknown = chain.get(3).block().hash();
    assertThat(sent(node.hear("node 2", new Announce(unknown, 4))))
        .containsExactly(to("node 2", new GetBlock(unknown)));
    assertThat(node.hear("node 2", mine)).isEmpty();
    assertThat(sent(node.hear("node 2", new Announce(chain.get(0).block().hash(), 1))))
        .containsExactly(to("node 2", mine));
    assertThat(sent(node.hear("node 2", new Announce(unknown, 1))))
        .containsExactly(to("node 2", mine));
    node.hear("node 2", new NewBlock(chain.get(3).block()));
    assertThat(sent(node.hear("node 3", new Announce(unknown, 4))))
        .containsExactly(to("node 3", new GetBlock(chain.get(2).block().hash())));
  }

  @Test
  void aBlockAskedForIsSentIfItIsHere() {
    PowFixture.Made first = chain(1).get(0);
    node.hear(first);
    assertThat(sent(node.hear("node 3", new GetBlock(first.block().hash()))))
        .containsExactly(to("node 3", new NewBlock(first.block())));
    assertThat(node.hear("node 3", new GetBlock(Hash.ZERO))).isEmpty();
  }

  @Test
  void blocksSentOnRequestAreBounded() {
    PowFixture.Made first = chain(1).get(0);
    node.hear(first);
    GetBlock question = new GetBlock(first.block().hash());
    for (int period = 0; period < 2; period++) {
      int answers = 0;
      for (int i = 0; i < Relay.BLOCKS_PER_PERIOD + 50; i++) {
        answers += sent(node.hear("node 3", question)).size();
      }
      assertThat(answers).isEqualTo(Relay.BLOCKS_PER_PERIOD);
      assertThat(sent(node.hear("node 2", question))).hasSize(1);
      node.fire(Relay.RETRANSMIT);
    }
  }

  /** A flood of orphans costs its sender work, and this node a bounded room and one question. */
  @Test
  void orphansAreBoundedForEachSender() {
    Orphans orphans = new Orphans();
    PublicKey flooder = fixture.keys("node 1").publicKey();
    PublicKey honest = fixture.keys("node 2").publicKey();
    PowFixture.Made unknown = fixture.child(fixture.genesis, 0);
    PowFixture.Made wanted = fixture.child(fixture.child(unknown, 1), 2);
    orphans.add(new Orphans.Orphan(wanted.block(), honest));
    for (int i = 0; i < 3 * Orphans.PER_SENDER; i++) {
      orphans.add(new Orphans.Orphan(fixture.child(unknown, 10 + i).block(), flooder));
    }
    assertThat(orphans.size()).isEqualTo(Orphans.PER_SENDER + 1);
    assertThat(orphans.contains(wanted.block().hash())).isTrue();
    assertThat(orphans.missing())
        .containsOnlyKeys(honest, flooder)
        .containsEntry(honest, wanted.block().parent());
    assertThat(orphans.takeChildren(unknown.block().hash())).hasSize(Orphans.PER_SENDER);
    orphans.dropDescendants(wanted.block().parent());
    assertThat(orphans.size()).isZero();
    assertThat(orphans.missing()).isEmpty();
  }

  /** Three buffers' worth behind: each round of asking brings the node on by one buffer. */
  @Test
  void aNodeThatMissedMoreThanTheBufferHoldsCatchesUp() {
    TestNode ahead = new TestNode(fixture, fixture.parameters(3), 2, 1);
    ahead.start();
    TestNode behind = new TestNode(fixture, fixture.parameters(3), 2, 0);
    behind.start();
    chain(3 * Orphans.PER_SENDER).forEach(made -> ahead.hear("node 0", new NewBlock(made.block())));
    int rounds = 0;
    while (!behind.replica.head().equals(ahead.replica.head())) {
      exchange(ahead, behind, ahead.fire(Relay.RETRANSMIT));
      exchange(behind, ahead, behind.fire(Relay.RETRANSMIT));
      assertThat(++rounds).isLessThan(20);
    }
    assertThat(rounds).isGreaterThan(2);
  }

  /** Delivers between two nodes what the first put out, and what follows from it. */
  private static void exchange(TestNode first, TestNode second, List<Output> outputs) {
    Deque<Output.Send> toSecond = new ArrayDeque<>(TestNode.all(outputs, Output.Send.class));
    Deque<Output.Send> toFirst = new ArrayDeque<>();
    while (!toSecond.isEmpty() || !toFirst.isEmpty()) {
      for (; !toSecond.isEmpty(); toSecond.remove()) {
        List<Output> answers = second.receive(toSecond.element().envelope());
        toFirst.addAll(TestNode.all(answers, Output.Send.class));
      }
      for (; !toFirst.isEmpty(); toFirst.remove()) {
        List<Output> answers = first.receive(toFirst.element().envelope());
        toSecond.addAll(TestNode.all(answers, Output.Send.class));
      }
    }
  }
}
