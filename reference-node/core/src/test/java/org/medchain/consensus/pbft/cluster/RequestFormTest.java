package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Input;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Transaction;
import org.medchain.network.Screening;

/** PRIV-7: a request that is not of the chain's form is not kept, proposed or voted for. */
class RequestFormTest {
  private static final String REASON = "not of the form";

  private final ChainParameters chain = chain();
  private final TestCommittee committee =
      new TestCommittee(4, chain, TestCommittee.ONE_EACH, 100, 1_000);
  private final PbftReplica replica = committee.replica(3);
  private final TestHost backup = committee.host(3, replica);
  private final Transaction even = committee.request("alice", 2);
  private final Transaction odd = committee.request("alice", 3);

  /** Only even numbers. */
  private static ChainParameters chain() {
    return ConsensusTestChain.parameters(
        1,
        Difficulty.NONE,
        new OrderingRight.Anyone(),
        request -> request.request().sequence() % 2 == 0 ? Optional.empty() : Optional.of(REASON));
  }

  @Example
  void itsSignatureIsNotChecked() {
    for (Transaction each : List.of(even, odd)) {
      Screening expected =
          each.equals(even) ? new Screening.Needed() : new Screening.Unsound(REASON);
      assertThat(replica.screen(each.request().sender(), new Request(each))).isEqualTo(expected);
      assertThat(replica.screen(each.request().sender(), new ReadRequest(each)))
          .isEqualTo(expected);
    }
  }

  /** Also one that comes by a way without screening. */
  @Example
  void itDoesNotWait() {
    assertThat(backup.give(new Input.RequestSubmitted(0, odd)))
        .contains(new Output.Reject(odd.request().sender(), REASON));
    assertThat(backup.give(new Input.RequestSubmitted(0, even)))
        .noneMatch(Output.Reject.class::isInstance);
  }

  @Example
  void aBlockWithOneGetsNoVoteAndIsNotKept() {
    Block bad = committee.child(chain.genesis(), odd);
    PrePrepare proposal = new PrePrepare(0, bad);
    assertThat(replica.screen(committee.key(0), proposal)).isInstanceOf(Screening.Unsound.class);
    List<Output> outputs = backup.give(committee.from(0, proposal));
    assertThat(said(Prepare.class, outputs)).isEmpty();
    assertThat(outputs)
        .contains(
            new Output.Reject(
                committee.key(0), "pre-prepare: a request is not of the chain's form"));
    Block good = committee.child(chain.genesis(), even);
    assertThat(said(Prepare.class, backup.give(committee.from(0, new PrePrepare(0, good)))))
        .hasSize(1);
  }
}
