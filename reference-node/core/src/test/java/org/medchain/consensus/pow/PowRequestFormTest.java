package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;

/** PRIV-7: a request that is not of the chain's form does not wait, and no block may hold it. */
class PowRequestFormTest {
  private static final String REASON = "not of the form";

  private final PowFixture fixture =
      new PowFixture(chain(), new TestSignatures(), new DifficultyRule.Constant());
  private final PowTestNode node = new PowTestNode(fixture, fixture.parameters(1), 4, 0);

  /** Only even numbers. */
  private static ChainParameters chain() {
    return ConsensusTestChain.parameters(
        1,
        PowFixture.EASY,
        new OrderingRight.Anyone(),
        request -> request.request().sequence() % 2 == 0 ? Optional.empty() : Optional.of(REASON));
  }

  @Example
  void itDoesNotWait() {
    node.start();
    List<Output> odd = node.submit(fixture.request("alice", 3));
    assertThat(PowTestNode.all(odd, Output.Reject.class))
        .anyMatch(reject -> reject.reason().equals(REASON));
    List<Output> even = node.submit(fixture.request("alice", 2));
    assertThat(PowTestNode.all(even, Output.Reject.class)).isEmpty();
  }

  @Example
  void aBlockWithOneIsInvalid() {
    node.start();
    List<Output> outputs =
        node.hear(fixture.child(fixture.genesis, 1, fixture.request("alice", 3)));
    assertThat(PowTestNode.all(outputs, Output.Reject.class))
        .anyMatch(reject -> reject.reason().contains("not of the chain's form"));
    PowFixture.Made good = fixture.child(fixture.genesis, 2, fixture.request("alice", 2));
    node.hear(good);
    assertThat(node.replica.head()).isEqualTo(good.block());
  }
}
