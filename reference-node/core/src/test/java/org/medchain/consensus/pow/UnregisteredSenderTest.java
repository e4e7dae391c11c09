package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.RejectionReason;

/** CONS-14, POW-36: requests of keys registered on the own branch, W heights before. */
class UnregisteredSenderTest {
  private static final TestSignatures SCHEME = new TestSignatures();

  private PowFixture fixture;
  private PowTestNode node;

  private void begin(int window) {
    PublicKey center = ConsensusTestChain.keys(SCHEME, "center").publicKey();
    fixture =
        new PowFixture(
            ConsensusTestChain.parameters(
                window, PowFixture.EASY, new OrderingRight.Registered(Set.of(center))),
            SCHEME,
            new DifficultyRule.Constant());
    node = new PowTestNode(fixture, fixture.parameters(1), 4, 0);
    node.start();
  }

  private Transaction registration(long sequence, String client) {
    return Transaction.signed(
        SCHEME,
        fixture.chain.chain(),
        fixture.keys("center"),
        sequence,
        HashChainStateMachine.REGISTER,
        HashChainStateMachine.body(List.of(fixture.keys(client).publicKey())));
  }

  private PowFixture.Made grow(PowFixture.Made from, int length, long salt) {
    PowFixture.Made tip = from;
    for (PowFixture.Made each : fixture.branch(from, length, salt)) {
      node.hear(each);
      tip = each;
    }
    return tip;
  }

  private static void assertRefused(List<Output> outputs) {
    assertThat(PowTestNode.all(outputs, Output.Reject.class))
        .anyMatch(reject -> reject.reason().contains("is not registered, or too recently"));
  }

  @Property(seed = "27520", tries = 50)
  void theFirstBlockForANewSenderIsTheRegistrationsPlusTheWindow(
      @ForAll @IntRange(min = 1, max = 4) int window,
      @ForAll @IntRange(min = 0, max = 4) int before,
      @ForAll @IntRange(min = 1, max = 6) int distance) {
    begin(window);
    PowFixture.Made tip = grow(fixture.genesis, before, 1);
    PowFixture.Made registered = fixture.child(tip, 2, registration(1, "alice"));
    node.hear(registered);
    tip = grow(registered, distance - 1, 3);
    PowFixture.Made asked = fixture.child(tip, 4, fixture.request("alice", 1));
    List<Output> outputs = node.hear(asked);
    if (distance >= window) {
      assertThat(node.replica.head()).isEqualTo(asked.block());
    } else {
      assertRefused(outputs);
      assertThat(node.replica.head()).isEqualTo(tip.block());
    }
  }

  @Property(seed = "27521", tries = 20)
  void theMinerTakesARequestInWithTheFirstBlockThatMay(
      @ForAll @IntRange(min = 1, max = 4) int window) {
    begin(window);
    Transaction early = fixture.request("alice", 1);
    assertThat(node.submit(early))
        .containsExactly(
            new Output.Reject(
                early.request().sender(),
                RejectionReason.UNAUTHORISED,
                "the sender's key is not registered here"));
    node.submit(registration(1, "alice"));
    node.fire(BlockAssembler.TEMPLATE);
    assertThat(node.mine().transactions()).hasSize(1);
    assertThat(PowTestNode.all(node.submit(early), Output.Reject.class)).isEmpty();
    node.fire(BlockAssembler.TEMPLATE);
    for (long height = 2; height < 1L + window; height++) {
      assertThat(node.mine().transactions()).as("height %d", height).isEmpty();
    }
    Block first = node.mine();
    assertThat(first.height()).isEqualTo(1L + window);
    assertThat(first.transactions()).containsExactly(early);
  }

  /** On another branch the registration stands higher or not at all: each counts by itself. */
  @Property(seed = "27522", tries = 30)
  void branchesAreJudgedByTheirOwnRegistrations(
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(min = 0, max = 3) int common) {
    begin(window);
    PowFixture.Made fork = grow(fixture.genesis, common, 1);
    // Here alice is registered, and has a request ordered.
    PowFixture.Made registered = fixture.child(fork, 2, registration(1, "alice"));
    node.hear(registered);
    PowFixture.Made own = grow(registered, window - 1, 2);
    PowFixture.Made asked = fixture.child(own, 2, fixture.request("alice", 1));
    node.hear(asked);
    assertThat(node.replica.head()).isEqualTo(asked.block());
    // Another branch with more work, without her; its last block holds her request all the same.
    PowFixture.Made other = grow(fork, window + 2, 3);
    assertThat(node.replica.head()).isEqualTo(other.block());
    assertRefused(node.hear(fixture.child(other, 3, fixture.request("alice", 1))));
    assertThat(node.replica.head()).isEqualTo(other.block());
    // Her transactions wait again; her own only from the block on in which she may order.
    assertThat(node.replica.pendingRequests()).isEqualTo(2);
    assertThat(node.mine().transactions()).containsExactly(registration(1, "alice"));
    for (int i = 1; i < window; i++) {
      assertThat(node.mine().transactions()).isEmpty();
    }
    assertThat(node.mine().transactions()).containsExactly(fixture.request("alice", 1));
    // Back to the first branch, which is valid as before.
    PowFixture.Made long1 = grow(asked, 3 * window + 4, 4);
    assertThat(node.replica.head()).isEqualTo(long1.block());
    node.hear(fixture.child(long1, 4, fixture.request("alice", 2)));
    assertThat(node.replica.head().transactions()).containsExactly(fixture.request("alice", 2));
  }

  /** A block that comes before h − W is executed is judged when it is, before it is committed. */
  @Property(seed = "27523", tries = 20)
  void aBlockThatCannotBeJudgedYetIsNotCommitted(@ForAll @IntRange(min = 1, max = 3) int window) {
    begin(window);
    node.host.holdExecutions();
    PowFixture.Made tip = grow(fixture.genesis, 1, 1);
    tip = grow(tip, window - 1, 1);
    PowFixture.Made wrong = fixture.child(tip, 2, fixture.request("mallory", 1));
    node.hear(wrong);
    PowFixture.Made above = fixture.child(wrong, 2);
    node.hear(above);
    node.releaseAll();
    assertThat(node.replica.head()).isEqualTo(tip.block());
    PowFixture.Made right = fixture.child(tip, 5, registration(1, "alice"));
    node.hear(right);
    node.releaseAll();
    assertThat(node.replica.head()).isEqualTo(right.block());
  }

  @Example
  void aStrangersRequestMakesABlockInvalid() {
    begin(2);
    assertRefused(node.hear(fixture.child(fixture.genesis, 1, fixture.request("mallory", 1))));
    assertThat(node.replica.head().height()).isZero();
    PowFixture.Made right = fixture.child(fixture.genesis, 1, registration(1, "alice"));
    node.hear(right);
    assertThat(node.replica.head()).isEqualTo(right.block());
  }
}
