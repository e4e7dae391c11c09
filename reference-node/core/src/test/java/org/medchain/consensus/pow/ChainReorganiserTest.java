package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** Fork choice and reorganisations: POW-8, POW-10 to POW-12. */
class ChainReorganiserTest {
  private static final int WINDOW = 2;

  private final PowFixture fixture = new PowFixture(WINDOW, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);

  private static PowFixture.Made last(List<PowFixture.Made> branch) {
    return branch.get(branch.size() - 1);
  }

  private static List<Hash> committed(List<Output> outputs) {
    return PowTestNode.all(outputs, Output.Commit.class).stream()
        .map(commit -> commit.block().hash())
        .toList();
  }

  /** POW-10: many easy blocks do not outweigh few hard ones (the tree itself does not validate). */
  @Test
  void workDecidesNotTheNumberOfBlocks() {
    PublicKey anybody = fixture.keys("node 1").publicKey();
    Block genesis = fixture.chain.genesis();
    BlockNode root = BlockNode.ofGenesis(genesis, fixture.genesis.execution(), anybody);
    BlockTree tree = new BlockTree(root);
    BlockNode easy = root;
    for (int i = 1; i <= 3; i++) {
      easy = tree.add(block(easy.block, 2, i), easy, anybody);
    }
    assertThat(tree.head()).isSameAs(easy);
    BlockNode hard = tree.add(block(genesis, 7, 1), root, anybody);
    assertThat(tree.head()).isSameAs(hard);
    assertThat(hard.work).isEqualTo(BigInteger.valueOf(7));
    // The same work once more: the first seen stays, until it turns out to be wrong.
    BlockNode later = tree.add(block(genesis, 7, 2), root, anybody);
    assertThat(tree.head()).isSameAs(hard);
    tree.invalidate(hard);
    assertThat(tree.head()).isSameAs(later);
  }

  private Block block(Block parent, long coefficient, long salt) {
    PowFixture other =
        new PowFixture(WINDOW, Difficulty.ofCoefficient(coefficient), fixture.scheme);
    Header h = other.header(other.genesis, List.of(), salt);
    Header header =
        HeaderFields.of(h).previous(parent.hash()).count(0).height(parent.height() + 1).made();
    return Block.of(header, List.of());
  }

  /** POW-11: of two branches longer than the window, the one never executed is still taken over. */
  @Test
  void aLongSideBranchIsExecutedPieceByPiece() {
    node.start();
    fixture.branch(fixture.genesis, 6, 0).forEach(node::hear);
    List<PowFixture.Made> better = fixture.branch(fixture.genesis, 7, 100);
    better.subList(0, 6).forEach(node::hear);
    node.host.holdExecutions();
    List<Output> outputs = node.hear(last(better));
    // Headers 1 and 2 report the genesis state; header 3 reports block 1, not executed yet.
    assertThat(PowTestNode.find(outputs, Output.Revert.class)).contains(new Output.Revert(0));
    assertThat(committed(outputs))
        .containsExactly(better.get(0).block().hash(), better.get(1).block().hash());
    assertThat(PowTestNode.find(outputs, Output.StopMining.class)).isPresent();
    assertThat(committed(node.host.releaseExecution()))
        .containsExactly(better.get(2).block().hash());
    node.releaseAll();
    assertThat(node.replica.head()).isEqualTo(last(better).block());
    assertThat(node.host.mining()).isPresent();
  }

  /** POW-11: as long as only the host's own backlog is missing, nothing is given up. */
  @Test
  void noBlockIsLeftForABranchThatCanBeCheckedFirst() {
    node.start();
    node.host.holdExecutions();
    List<PowFixture.Made> own = fixture.branch(fixture.genesis, 2, 0);
    own.forEach(node::hear);
    PowFixture.Made fork = own.get(0);
    List<PowFixture.Made> better = fixture.branch(fork, 2, 100);
    node.hear(better.get(0));
    // Header 3 reports block 1, which both branches share and whose execution is pending.
    assertThat(node.hear(better.get(1))).noneMatch(output -> output instanceof Output.Revert);
    List<Output> outputs = node.host.releaseExecution();
    assertThat(PowTestNode.find(outputs, Output.Revert.class)).contains(new Output.Revert(1));
    assertThat(node.replica.head()).isEqualTo(last(better).block());
  }

  /** POW-8: a branch with more work whose roots are wrong is left again, and its sender told. */
  @Test
  void aBranchThatTurnsOutToBeWrongIsLeft() {
    PowTestNode all = new PowTestNode(fixture, fixture.parameters(3), 4, 0);
    all.start();
    Transaction request = fixture.request("alice", 1);
    PowFixture.Made first = fixture.child(fixture.genesis, 0, request);
    List<PowFixture.Made> own = new ArrayList<>(List.of(first));
    own.addAll(fixture.branch(first, 4, 1));
    own.forEach(all::hear);

    List<PowFixture.Made> wrong = fixture.branch(fixture.genesis, 3, 100);
    PowFixture.Made bad = withWrongRoots(last(wrong));
    wrong.add(bad);
    wrong.addAll(fixture.branch(bad, 2, 200));
    wrong.subList(0, 5).forEach(made -> assertThat(all.hear(made)).isEmpty());
    List<Output> outputs = all.hear(last(wrong));

    assertThat(PowTestNode.all(outputs, Output.Revert.class))
        .containsExactly(new Output.Revert(0), new Output.Revert(0));
    assertThat(PowTestNode.find(outputs, Output.Reject.class))
        .hasValueSatisfying(
            reject -> assertThat(reject.reason()).contains(bad.block().hash().brief()));
    assertThat(PowTestNode.find(outputs, Output.Reply.class)).isEmpty();
    assertThat(all.host.chain().subList(1, 6))
        .isEqualTo(own.stream().map(PowFixture.Made::block).toList());
    // The request is on the chain again, not in the pool.
    assertThat(all.mine().transactions()).isEmpty();
    refusesMoreOf(all, wrong, bad);
  }

  private void refusesMoreOf(PowTestNode all, List<PowFixture.Made> wrong, PowFixture.Made bad) {
    PowFixture.Made onTop = fixture.child(last(wrong), 300);
    assertThat(PowTestNode.find(all.hear(onTop), Output.Reject.class))
        .hasValueSatisfying(
            reject -> assertThat(reject.reason()).contains("an ancestor is invalid"));
    assertThat(PowTestNode.find(all.hear(bad), Output.Reject.class))
        .hasValueSatisfying(reject -> assertThat(reject.reason()).contains("known to be invalid"));
    assertThat(all.hear("node 2", new GetBlock(bad.block().hash()))).isEmpty();
  }

  private PowFixture.Made withWrongRoots(PowFixture.Made parent) {
    Header h = fixture.header(parent, List.of(), 150);
    Header header = HeaderFields.of(h).count(0).stateRoot(Hash.of(Bytes.utf8("wrong"))).made();
    return fixture.seal(parent, header, List.of());
  }

  /** POW-12: given up transactions wait again even where the pool takes no new ones. */
  @Test
  void aFullPoolTakesBackWhatWasReverted() {
    BatchLimits batch = fixture.parameters(3).batch();
    PowParameters small = fixture.parameters(3, batch, 1, PowParameters.BRANCH_DEPTH);
    PowTestNode full = new PowTestNode(fixture, small, 4, 0);
    full.start();
    Transaction reverted = fixture.request("alice", 1);
    full.hear(fixture.child(fixture.genesis, 0, reverted));
    Transaction waiting = fixture.request("bob", 1);
    full.submit(waiting);
    fixture.branch(fixture.genesis, 2, 100).forEach(full::hear);
    assertThat(full.mine().transactions()).containsExactly(waiting, reverted);
  }

  /** POW-37: under the states that a host has, the chain is executed again from the first on. */
  @Test
  void aReorganisationDeeperThanTheStatesBeginsAtTheGenesisBlock() {
    for (int depth : new int[] {3, 4}) {
      PowTestNode short3 = new PowTestNode(fixture, fixture.parameters(3, 3), 4, 0);
      short3.start();
      List<PowFixture.Made> own = fixture.branch(fixture.genesis, 2 + depth, 0);
      own.forEach(short3::hear);
      List<PowFixture.Made> better = new ArrayList<>(own.subList(0, 2));
      better.addAll(fixture.branch(own.get(1), depth + 1, 100));
      List<Output> outputs = better.stream().flatMap(made -> short3.hear(made).stream()).toList();
      assertThat(PowTestNode.find(outputs, Output.Revert.class))
          .contains(new Output.Revert(depth > 3 ? 0 : 2));
      List<PowFixture.Made> again = depth > 3 ? better : better.subList(2, better.size());
      assertThat(committed(outputs))
          .isEqualTo(again.stream().map(made -> made.block().hash()).toList());
      assertThat(short3.host.head()).isEqualTo(last(better).block().hash());
    }
  }

  /** Executions of blocks that were left meanwhile, and of unknown ones, disturb nothing. */
  @Test
  void lateExecutionsAreKeptForTheirBlocks() {
    node.start();
    node.host.holdExecutions();
    List<PowFixture.Made> own = fixture.branch(fixture.genesis, 1, 0);
    own.forEach(node::hear);
    List<PowFixture.Made> better = fixture.branch(fixture.genesis, 2, 100);
    better.forEach(node::hear);
    assertThat(node.host.executionsHeld()).isEqualTo(3);
    assertThat(node.host.releaseExecution()).isEmpty();
    ExecutionResult unknown = new ExecutionResult(5, Hash.ZERO, Hash.ZERO, Hash.ZERO, List.of());
    assertThat(node.host.give(new Input.Executed(node.host.nowNs(), unknown))).isEmpty();
    node.releaseAll();
    assertThat(node.host.mining())
        .hasValueSatisfying(
            header -> assertThat(header.previous()).isEqualTo(last(better).block().hash()));
  }
}
