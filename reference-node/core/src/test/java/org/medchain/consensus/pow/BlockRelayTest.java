package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;

/** POW-8, POW-13, POW-14, POW-29, POW-31, POW-35: orphans, announcements and bounds. */
class BlockRelayTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());

  private final OrphanPool orphans = new OrphanPool();

  private final PublicKey first = fixture.keys("node 1").publicKey();

  private final PublicKey second = fixture.keys("node 2").publicKey();

  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);

  private OrphanPool.OrphanBlock add(PowFixture.Made made, PublicKey sender) {
    OrphanPool.OrphanBlock orphan = new OrphanPool.OrphanBlock(made.block(), sender);
    orphans.add(orphan);
    return orphan;
  }

  /** A share holds its own number of blocks, independent of the others; the highest makes room. */
  @Example
  void aFullShareKeepsTheLowest() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, OrphanPool.MAX_PER_SENDER + 2, 0);
    add(chain.get(0), second);
    for (int i = chain.size() - 1; i > 0; i--) {
      add(chain.get(i), first);
    }
    assertThat(orphans.size()).isEqualTo(OrphanPool.MAX_PER_SENDER + 1);
    assertThat(orphans.contains(chain.get(OrphanPool.MAX_PER_SENDER + 1).block().hash())).isFalse();
    assertThat(orphans.contains(chain.get(OrphanPool.MAX_PER_SENDER).block().hash())).isTrue();
    assertThat(orphans.contains(chain.get(0).block().hash())).isTrue();
  }

  /** The children of a block, from any sender, are returned and leave the pool. */
  @Example
  void theChildrenOfABlockAreTakenOut() {
    PowFixture.Made parent = fixture.child(fixture.genesis, 0);
    OrphanPool.OrphanBlock one = add(fixture.child(parent, 1), first);
    OrphanPool.OrphanBlock two = add(fixture.child(parent, 2), second);
    OrphanPool.OrphanBlock elsewhere = add(fixture.child(fixture.child(parent, 3), 0), first);
    assertThat(orphans.takeChildren(parent.block().hash())).containsExactlyInAnyOrder(one, two);
    assertThat(orphans.takeChildren(parent.block().hash())).isEmpty();
    assertThat(orphans.takeChildren(Hash.ZERO)).isEmpty();
    assertThat(orphans.contains(one.hash())).isFalse();
    assertThat(orphans.contains(elsewhere.hash())).isTrue();
    assertThat(orphans.size()).isEqualTo(1);
    assertThat(orphans.senders()).containsExactly(first);
  }

  /** POW-8: with a refused block goes all that stands on it, down to the last descendant. */
  @Example
  void descendantsOfARefusedBlockGo() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 5, 0);
    for (int i = 1; i < 5; i++) {
      add(chain.get(i), i % 2 == 0 ? first : second);
    }
    OrphanPool.OrphanBlock other = add(fixture.child(fixture.child(fixture.genesis, 7), 7), first);
    orphans.dropDescendants(chain.get(1).block().hash());
    assertThat(orphans.size()).as("the block itself was one of them").isEqualTo(2);
    assertThat(orphans.contains(chain.get(1).block().hash())).isTrue();
    assertThat(orphans.contains(other.hash())).isTrue();
  }

  /** POW-28: invalid headers discard the pending blocks of their sender only. */
  @Example
  void whatOneNodeSentGoesWithIt() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 4, 0);
    add(chain.get(1), first);
    add(chain.get(2), second);
    add(chain.get(3), first);
    orphans.dropFrom(first);
    assertThat(orphans.size()).isEqualTo(1);
    assertThat(orphans.senders()).containsExactly(second);
    orphans.dropFrom(first);
    assertThat(orphans.contains(chain.get(2).block().hash())).isTrue();
  }

  @BeforeEach
  void start() {
    node.start();
  }

  private MessageExchange.Sent to(String name, Message message) {
    return new MessageExchange.Sent(fixture.keys(name).publicKey(), message);
  }

  private List<PowFixture.Made> chain(int length) {
    return fixture.branch(fixture.genesis, length, 0);
  }

  @Test
  void theHeadIsAnnouncedToOneNodeAfterTheOther() {
    node.hear(chain(1).get(0));
    Announce head = new Announce(node.replica.head().hash(), 1);
    for (String name : List.of("node 1", "node 2", "node 3", "node 1")) {
      assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT)))
          .containsExactly(to(name, head));
    }
  }

  /** The headers of an unknown head are fetched at any height, since only headers show its work. */
  @Test
  void anAnnouncedHeadIsFetchedOrGetsAReply() {
    List<PowFixture.Made> chain = chain(4);
    chain.subList(0, 2).forEach(node::hear);
    Announce mine = new Announce(chain.get(1).block().hash(), 2);
    assertThat(node.hear("node 2", mine)).isEmpty();
    assertThat(
            MessageExchange.sent(node.hear("node 2", new Announce(chain.get(0).block().hash(), 1))))
        .containsExactly(to("node 2", mine));
    for (String name : List.of("node 2", "node 3")) {
      List<MessageExchange.Sent> question =
          MessageExchange.sent(node.hear(name, new Announce(Hash.ZERO, name.length())));
      assertThat(question).hasSize(1);
      assertThat(question.get(0).message()).isInstanceOf(GetHeaders.class);
      assertThat(node.hear(name, new Announce(Hash.MAX, 9))).as("one at a time").isEmpty();
    }
  }

  @Test
  void blocksSentOnRequestAreBounded() {
    PowFixture.Made first = chain(1).get(0);
    node.hear(first);
    GetBlock question = new GetBlock(first.block().hash());
    for (int period = 0; period < 2; period++) {
      int answers = 0;
      for (int i = 0; i < BlockRelay.MAX_BLOCKS_PER_PERIOD + 50; i++) {
        answers += MessageExchange.sent(node.hear("node 3", question)).size();
      }
      assertThat(answers).isEqualTo(BlockRelay.MAX_BLOCKS_PER_PERIOD);
      assertThat(MessageExchange.sent(node.hear("node 2", question))).hasSize(1);
      node.fire(PowReplica.RETRANSMIT);
    }
  }

  /** POW-29: from the locator's highest block on the chain; a bounded number at a time. */
  @Test
  void headersAreSentFromTheForkOn() {
    List<PowFixture.Made> chain = chain(Headers.MAX_HEADERS + 10);
    chain.forEach(node::hear);
    PowFixture.Made side = fixture.child(chain.get(3), 9);
    node.hear(side);
    Hash fork = chain.get(3).block().hash();
    List<Hash> locator = List.of(Hash.ZERO, side.block().hash(), fork, fixture.chain.chain());
    Headers above =
        MessageExchange.sent(node.hear("node 2", new GetHeaders(locator)), Headers.class).get(0);
    assertThat(above.headers()).hasSize(Headers.MAX_HEADERS);
    assertThat(above.headers().get(0)).isEqualTo(chain.get(4).block().header());
    Headers all =
        MessageExchange.sent(node.hear("node 2", new GetHeaders(List.of(Hash.ZERO))), Headers.class)
            .get(0);
    assertThat(all.headers().get(0)).isEqualTo(chain.get(0).block().header());
    Hash head = node.replica.head().hash();
    Headers none =
        MessageExchange.sent(node.hear("node 2", new GetHeaders(List.of(head))), Headers.class)
            .get(0);
    assertThat(none.headers()).isEmpty();
    int answers = 0;
    for (int i = 0; i < 50; i++) {
      answers += MessageExchange.sent(node.hear("node 3", new GetHeaders(List.of(head)))).size();
    }
    assertThat(answers).isEqualTo(BlockRelay.MAX_HEADERS_PER_PERIOD);
    node.fire(PowReplica.RETRANSMIT);
    assertThat(MessageExchange.sent(node.hear("node 3", new GetHeaders(List.of(head))))).hasSize(1);
  }

  /** POW-29: ten hashes one after the other, then at distances that double. */
  @Test
  void aLocatorReachesOverTheWholeChain() {
    chain(1000).forEach(node::hear);
    GetHeaders question =
        MessageExchange.sent(node.hear("node 2", new Announce(Hash.ZERO, 0)), GetHeaders.class)
            .get(0);
    List<Long> heights =
        question.locator().stream()
            .map(hash -> node.host.chain().stream().filter(b -> b.hash().equals(hash)))
            .map(found -> found.findFirst().orElseThrow().height())
            .toList();
    assertThat(heights.subList(0, 11))
        .containsExactly(1000L, 999L, 998L, 997L, 996L, 995L, 994L, 993L, 992L, 991L, 989L);
    assertThat(heights.get(heights.size() - 1)).isZero();
    assertThat(heights).hasSizeLessThan(20);
  }
}
