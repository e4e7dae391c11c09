package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.PublicKey;

/** POW-2, POW-7, POW-11, decision 0030: a head that turns out to be wrong is left at once. */
class InvalidHeadTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(1), 4, 0);

  /** A child that claims a state which executing its parent does not give. */
  private PowFixture.Made wrongChild(PowFixture.Made parent) {
    Header right = fixture.header(parent, List.of(), 0);
    Header wrong = HeaderFields.of(right).stateRoot(Hash.ZERO).made();
    return fixture.seal(parent, wrong, List.of());
  }

  /** The node goes a step towards it, sees, and is back where it was, without another message. */
  @Example
  void theNodeIsBackOnTheBestOfTheOthersAtOnce() {
    node.start();
    PowFixture.Made first = fixture.child(fixture.genesis, 1);
    PowFixture.Made second = fixture.child(fixture.genesis, 2);
    node.hear(first);
    node.hear(second);
    assertThat(node.host.head()).as("the first seen").isEqualTo(first.block().hash());
    List<Output> outputs = node.hear(wrongChild(second));
    assertThat(PowTestNode.all(outputs, Output.Reject.class)).hasSize(1);
    assertThat(PowTestNode.all(outputs, Output.Revert.class)).hasSize(2);
    assertThat(node.host.head()).isEqualTo(first.block().hash());
    assertThat(node.host.mining().orElseThrow().previous()).isEqualTo(first.block().hash());
  }

  /** POW-2, POW-8: blocks on a wrong block are wrong, and those beside it are not. */
  @Example
  void allThatStandsOnAWrongBlockIsWrong() {
    PublicKey source = fixture.keys("node 1").publicKey();
    PowFixture.Made root = fixture.genesis;
    BlockNode genesis = BlockNode.ofGenesis(root.block(), root.execution(), source);
    BlockTree tree = new BlockTree(genesis);
    List<BlockNode> good = grow(tree, genesis, fixture.branch(root, 3, 1), source);
    List<BlockNode> bad = grow(tree, genesis, fixture.branch(root, 4, 2), source);
    assertThat(tree.head()).isSameAs(bad.get(3));
    tree.invalidate(bad.get(0));
    assertThat(bad).allMatch(node -> node.isInvalid);
    assertThat(good).noneMatch(node -> node.isInvalid);
    assertThat(genesis.isInvalid).isFalse();
    assertThat(tree.head()).isSameAs(good.get(2));
  }

  private static List<BlockNode> grow(
      BlockTree tree, BlockNode from, List<PowFixture.Made> blocks, PublicKey source) {
    List<BlockNode> nodes = new ArrayList<>();
    BlockNode tip = from;
    for (PowFixture.Made made : blocks) {
      tip = tree.add(made.block(), tip, source);
      nodes.add(tip);
    }
    return nodes;
  }
}
