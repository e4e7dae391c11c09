package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.MerkleTree;
import org.medchain.data.Transaction;

/** The searched header, and its fate: POW-15 to POW-18, POW-23, POW-27. */
class BlockAssemblerTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(3), 4, 0);

  private static Header mined(List<Output> outputs) {
    return PowTestNode.find(outputs, Output.Mine.class).orElseThrow().header();
  }

  private List<Output> found(Header sealed) {
    return node.host.give(new Input.NonceFound(node.host.nowNs(), sealed));
  }

  /** POW-15: on the head, though nothing waits. */
  @Test
  void searchesOnTheGenesisBlockFromTheStart() {
    Header header = mined(node.start());
    assertThat(header.previous()).isEqualTo(fixture.chain.chain());
    assertThat(header.height()).isEqualTo(1);
    assertThat(header.transactionCount()).isZero();
    assertThat(header.merkleRoot()).isEqualTo(MerkleTree.EMPTY_ROOT);
    assertThat(header.difficulty()).isEqualTo(fixture.chain.difficulty());
    assertThat(header.stateRoot()).isEqualTo(fixture.genesis.execution().stateRoot());
  }

  @Test
  void twoNodesDoNotSearchTheSameStrings() {
    PowTestNode other = new PowTestNode(fixture, fixture.parameters(3), 4, 1);
    assertThat(mined(node.start()).randomString().salt())
        .isNotEqualTo(mined(other.start()).randomString().salt());
  }

  /** POW-17: a search that was overtaken, or a header never asked for, leads to nothing. */
  @Test
  void onlyTheLastTemplateCounts() {
    Header asked = mined(node.start());
    PowFixture.Made elsewhere = fixture.child(fixture.genesis, 1);
    assertThat(found(elsewhere.block().header())).isEmpty();
    assertThat(found(ConsensusTestChain.unsealed(asked))).isEmpty();
    node.hear(elsewhere);
    assertThat(found(ConsensusTestChain.search(asked))).isEmpty();
    assertThat(node.replica.head()).isEqualTo(elsewhere.block());
  }

  /** POW-16: one template a delay, whether a new head interrupts the search (W = 1) or not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void requestsAreTakenInOncePerDelay(int window) {
    PowFixture wide = new PowFixture(window, PowFixture.EASY, fixture.scheme);
    PowTestNode miner = new PowTestNode(wide, wide.parameters(3), 4, 0);
    miner.start();
    List<Output> first = miner.submit(wide.request("alice", 1));
    long delayNs = wide.parameters(3).batch().delayNs();
    assertThat(first).containsExactly(new Output.StartTimer(BlockAssembler.TEMPLATE, delayNs));
    assertThat(miner.submit(wide.request("alice", 2))).isEmpty();
    assertThat(mined(miner.fire(BlockAssembler.TEMPLATE)).transactionCount()).isEqualTo(2);
    assertThat(miner.submit(wide.request("alice", 3))).hasSize(1);
    // A new head takes in the waiting requests anyway.
    List<Output> outputs = miner.hear(wide.child(wide.genesis, 1));
    assertThat(PowTestNode.find(outputs, Output.StopTimer.class))
        .contains(new Output.StopTimer(BlockAssembler.TEMPLATE));
    assertThat(mined(outputs).transactionCount()).isEqualTo(3);
  }

  @Test
  void aFullTemplateIsNotReplaced() {
    node.start();
    for (int i = 1; i <= 8; i++) {
      node.submit(fixture.request("alice", i));
    }
    assertThat(mined(node.fire(BlockAssembler.TEMPLATE)).transactionCount()).isEqualTo(8);
    assertThat(node.submit(fixture.request("alice", 9))).isEmpty();
    assertThat(node.mine().transactions()).hasSize(8);
    assertThat(node.mine().transactions()).containsExactly(fixture.request("alice", 9));
  }

  @Test
  void aLateTimerChangesNothing() {
    node.start();
    assertThat(node.host.give(new Input.TimerFired(node.host.nowNs(), BlockAssembler.TEMPLATE)))
        .isEmpty();
    assertThat(node.host.give(new Input.TimerFired(node.host.nowNs(), new Timer("other", 0))))
        .isEmpty();
    node.host.holdExecutions();
    node.hear(fixture.child(fixture.genesis, 1));
    assertThat(node.host.give(new Input.TimerFired(node.host.nowNs(), BlockAssembler.TEMPLATE)))
        .isEmpty();
  }

  /** POW-18: with W = 1 the next header reports the head itself. */
  @Test
  void theSearchWaitsForTheRoots() {
    node.start();
    node.host.holdExecutions();
    List<Output> outputs = node.hear(fixture.child(fixture.genesis, 1));
    assertThat(PowTestNode.find(outputs, Output.StopMining.class)).isPresent();
    assertThat(node.host.mining()).isEmpty();
    assertThat(node.submit(fixture.request("alice", 1))).isEmpty();
    Header header = mined(node.host.releaseExecution());
    assertThat(header.transactionCount()).isEqualTo(1);
    assertThat(header.stateRoot()).isNotEqualTo(fixture.genesis.execution().stateRoot());
  }

  @Test
  void theTimestampIsThisNodesTimeButNotBeforeTheParents() {
    node.start();
    node.host.pass(500);
    PowFixture.Made first = fixture.child(fixture.genesis, 1);
    assertThat(mined(node.hear(first)).timestampMs())
        .isEqualTo(ConsensusTestChain.GENESIS_MS + 500);
    Header h = fixture.header(first, List.of(), 2);
    Header ahead = HeaderFields.of(h).timeMs(h.timestampMs() + 5000).count(0).made();
    PowFixture.Made second = fixture.seal(first, ahead, List.of());
    assertThat(mined(node.hear(second)).timestampMs()).isEqualTo(ahead.timestampMs());
  }

  /** POW-23. */
  @Test
  void requestsThatCannotWaitAreReturned() {
    BatchLimits batch = new BatchLimits(8, 1000, 0);
    PowParameters small = fixture.parameters(3, batch, 2, PowParameters.BRANCH_DEPTH);
    PowTestNode full = new PowTestNode(fixture, small, 4, 0);
    full.start();
    Transaction large =
        Transaction.signed(
            fixture.scheme,
            fixture.chain.chain(),
            fixture.keys("alice"),
            9,
            1,
            Bytes.of(new byte[1000]));
    assertThat(reason(full.submit(large))).isEqualTo("the request is larger than a block may be");
    full.submit(fixture.request("alice", 1));
    full.submit(fixture.request("alice", 2));
    assertThat(full.submit(fixture.request("alice", 1))).isEmpty();
    assertThat(reason(full.submit(fixture.request("alice", 3))))
        .isEqualTo("too many requests wait; try again later");
    full.fire(BlockAssembler.TEMPLATE);
    assertThat(full.mine().transactions()).hasSize(2);
    assertThat(full.submit(fixture.request("alice", 3))).hasSize(1);
  }

  private static String reason(List<Output> outputs) {
    return PowTestNode.find(outputs, Output.Reject.class).orElseThrow().reason();
  }

  /** POW-27: the template has the difficulty that the rule demands on the head. */
  @Test
  void theTemplateFollowsTheRule() {
    DifficultyRule rule = new DifficultyRule.Windowed(2, 100, PowFixture.EASY);
    PowFixture moving = new PowFixture(1, Difficulty.ofCoefficient(8), fixture.scheme, rule);
    PowTestNode miner = new PowTestNode(moving, moving.parameters(3), 4, 0);
    miner.start();
    assertThat(miner.mine().header().difficulty()).isEqualTo(Difficulty.ofCoefficient(8));
    assertThat(miner.mine().header().difficulty()).isEqualTo(Difficulty.ofCoefficient(8));
    // Two blocks in no time: four times as hard.
    assertThat(miner.mine().header().difficulty()).isEqualTo(Difficulty.ofCoefficient(32));
  }

  @Test
  void parametersAreChecked() {
    PowFixture noWork = new PowFixture(1, Difficulty.NONE, fixture.scheme);
    assertThatThrownBy(() -> noWork.parameters(1)).hasMessage("proof of work needs a difficulty");
    DifficultyRule harder = new DifficultyRule.Asert(1, 1, Difficulty.ofCoefficient(3));
    PowFixture tooEasy = new PowFixture(1, PowFixture.EASY, fixture.scheme, harder);
    assertThatThrownBy(() -> tooEasy.parameters(1))
        .hasMessage("the first difficulty is easier than any may be");
    assertRefused(
        () ->
            new PowReplica(
                fixture.parameters(1),
                PowTestNode.members(fixture, 4),
                fixture.keys("stranger").publicKey()));
  }
}
