package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** Links between nodes, and the messages along them: POW-38. */
class NeighbourGraphTest {
  private static final Bytes SEED = Bytes.utf8("seed");

  private static NeighbourGraph graph(int nodes, List<List<Integer>> links) {
    return NeighbourGraph.of("key", nodes, links, SEED);
  }

  private static NeighbourGraph drawn(int nodes, int each) {
    return graph(nodes, List.of(List.of(each)));
  }

  @Test
  void aDrawnGraphGivesEachNodeItsNumber() {
    for (int[] size : new int[][] {{100, 8}, {16, 2}, {16, 15}, {4, 3}, {10, 3}, {50, 2}}) {
      NeighbourGraph graph = drawn(size[0], size[1]);
      for (int node = 0; node < size[0]; node++) {
        assertThat(graph.of(node)).hasSize(size[1]).doesNotContain(node);
        for (int one : graph.of(node)) {
          assertThat(graph.isLinked(one, node)).isTrue();
        }
      }
    }
    // Both numbers odd: one link's end is left over.
    NeighbourGraph odd = drawn(7, 3);
    assertThat(IntStream.range(0, 7).map(i -> odd.of(i).size()).sum()).isEqualTo(20);
  }

  @Test
  void aDrawnGraphFollowsFromItsSeed() {
    List<List<Integer>> eight = List.of(List.of(8));
    NeighbourGraph other = NeighbourGraph.of("key", 100, eight, Bytes.utf8("other"));
    NeighbourGraph one = drawn(100, 8);
    long same = IntStream.range(0, 100).filter(i -> one.of(i).equals(other.of(i))).count();
    assertThat(same).isLessThan(5);
    assertThat(drawn(100, 8).of(7)).isEqualTo(one.of(7)).isSorted();
    // Nothing is left of the circle that it is drawn from.
    long near = IntStream.range(0, 100).filter(i -> one.isLinked(i, (i + 1) % 100)).count();
    assertThat(near).isLessThan(30);
  }

  /** POW-38: clients and agencies have a link to each node. */
  @Test
  void onlyMembersAreWithoutALink() {
    NeighbourGraph graph = graph(4, List.of(List.of(0, 1), List.of(1, 2), List.of(2, 3)));
    PublicKey[] keys =
        IntStream.range(0, 5)
            .mapToObj(i -> ConsensusTestChain.keys(new TestSignatures(), "node " + i).publicKey())
            .toArray(PublicKey[]::new);
    Membership members = new Membership(List.of(keys).subList(0, 4));
    int zero = members.indexOf(keys[0]);
    for (PublicKey each : List.of(keys).subList(1, 4)) {
      assertThat(graph.isLinked(members, keys[0], each))
          .isEqualTo(graph.of(zero).contains(members.indexOf(each)));
    }
    assertThat(graph.isLinked(members, keys[0], keys[4])).isTrue();
    assertThat(graph.isLinked(members, keys[4], keys[0])).isTrue();
  }

  @Test
  void whatIsNoConnectedGraphIsRefused() {
    refused(
        4,
        List.of(List.of(0, 1), List.of(2, 3)),
        "key must be links over which all 4 nodes"
            + " reach each other, not some without a way from node 0 to 2");
    refused(4, List.of(List.of(0, 4)), "key must be links of two nodes from 0 to 3, not [0, 4]");
    refused(4, List.of(List.of(1, 1)), "key must be links of two nodes from 0 to 3, not [1, 1]");
    refused(4, List.of(List.of(1)), "key must be from 2 to 3 of each node, not 1");
    refused(4, List.of(List.of(4)), "key must be from 2 to 3 of each node, not 4");
  }

  private static void refused(int nodes, List<List<Integer>> links, String message) {
    assertRefused(() -> graph(nodes, links)).hasMessage(message);
  }

  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());

  /** Node 0 of five, linked to nodes 1, 2 and 3. */
  private PowTestNode linked() {
    NeighbourGraph graph =
        graph(5, List.of(List.of(0, 1), List.of(0, 2), List.of(3, 0), List.of(3, 4)));
    PowParameters all = fixture.parameters(3);
    PowParameters linked =
        new PowParameters(
            all.chain(),
            all.confirmations(),
            all.batch(),
            all.poolCapacity(),
            all.retransmitNs(),
            all.difficultyRule(),
            all.branchDepth(),
            Optional.of(graph));
    PowTestNode node = new PowTestNode(fixture, linked, 5, 0);
    node.start();
    return node;
  }

  private List<PublicKey> sentTo(List<Output> outputs, Block block) {
    return MessageExchange.sent(outputs).stream()
        .filter(sent -> sent.message().equals(CompactBlock.of(block)))
        .map(MessageExchange.Sent::to)
        .toList();
  }

  private PublicKey key(int node) {
    return fixture.keys("node " + node).publicKey();
  }

  @Test
  void aNewBlockGoesToNeighboursThatAreNotKnownToHaveIt() {
    PowTestNode node = linked();
    PowFixture.Made first = fixture.child(fixture.genesis, 0);
    Block block = first.block();
    List<Output> outputs = node.hear("node 1", new NewBlock(block));
    assertThat(sentTo(outputs, block)).containsExactly(key(2), key(3));
    assertThat(PowTestNode.all(outputs, Output.Sign.class)).hasSize(1);
    assertThat(node.hear("node 2", CompactBlock.of(block))).isEmpty();
    Block second = fixture.child(first, 0).block();
    node.hear("node 3", new Announce(second.hash(), 2));
    assertThat(sentTo(node.hear("node 2", CompactBlock.of(second)), second))
        .containsExactly(key(1));
    // Of equal work it may still win; behind it decides nothing.
    Block equal = fixture.child(first, 7).block();
    assertThat(sentTo(node.hear("node 1", new NewBlock(equal)), equal)).hasSize(2);
    Block behind = fixture.child(fixture.genesis, 8).block();
    assertThat(sentTo(node.hear("node 1", new NewBlock(behind)), behind)).isEmpty();
  }

  @Test
  void fetchedBlocksAreNotPassedOn() {
    PowTestNode node = linked();
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 5, 0);
    node.hear("node 1", new Announce(chain.getLast().block().hash(), 5));
    node.hear("node 1", new Headers(chain.stream().map(made -> made.block().header()).toList()));
    for (PowFixture.Made made : chain) {
      List<Output> outputs = node.hear("node 1", new NewBlock(made.block()));
      assertThat(sentTo(outputs, made.block())).hasSize(made.equals(chain.getLast()) ? 2 : 0);
    }
  }

  @Test
  void announcementsGoToNeighbours() {
    PowTestNode node = linked();
    for (int neighbour : new int[] {1, 2, 3, 1}) {
      assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT)))
          .extracting(MessageExchange.Sent::to)
          .containsExactly(key(neighbour));
    }
    Block own = node.mine();
    assertThat(sentTo(node.hear("node 1", CompactBlock.of(own)), own)).isEmpty();
  }
}
