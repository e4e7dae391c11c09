package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** CONS-14: a request of a key registered less than W heights before gets no vote. */
class UnregisteredSenderTest {
  private TestCommittee committee;
  private TestHost backup;
  private Block last;
  private ExecutionRoots[] roots;

  private void begin(int window) {
    begin(window, 1_000);
  }

  private void begin(int window, long interval) {
    PublicKey center = TestCommittee.client("center").publicKey();
    ChainParameters chain =
        ConsensusTestChain.parameters(
            window, Difficulty.NONE, new OrderingRight.Registered(Set.of(center)));
    committee = new TestCommittee(4, chain, TestCommittee.ONE_EACH, 100, interval);
    backup = committee.host(3, committee.replica(3));
    last = chain.genesis();
    roots = new ExecutionRoots[100];
    roots[0] = committee.genesisRoots();
  }

  private Block child(Transaction... requests) {
    long below = Math.max(0, last.height() + 1 - committee.chain.window());
    return committee.child(last, roots[(int) below], requests);
  }

  /** The next block is decided, and executed here unless executions are held. */
  private List<Output> decide(Transaction... requests) {
    Block block = child(requests);
    DecidedBlock decided = committee.decided(block);
    List<Output> outputs = backup.give(committee.from(0, decided));
    ExecutionResult execution =
        HashChainStateMachine.execute(roots[(int) last.height()].state(), block);
    roots[(int) block.height()] =
        new ExecutionRoots(execution.stateRoot(), execution.receiptsRoot());
    last = block;
    return outputs;
  }

  private Transaction registration(long sequence, String... clients) {
    List<PublicKey> keys =
        Arrays.stream(clients).map(each -> TestCommittee.client(each).publicKey()).toList();
    Bytes body = HashChainStateMachine.body(keys);
    return committee.request("center", sequence, HashChainStateMachine.REGISTER, body);
  }

  private List<Output> propose(Block block) {
    return backup.give(committee.from(0, new PrePrepare(0, block)));
  }

  private void assertRefused(List<Output> outputs, Transaction request) {
    assertThat(said(Prepare.class, outputs)).isEmpty();
    assertThat(outputs)
        .contains(
            new Output.Reject(
                committee.key(0),
                "pre-prepare: the sender of "
                    + request.request().brief()
                    + " is not registered, or too recently"));
  }

  @Property(seed = "27501", tries = 60)
  void theFirstBlockForANewSenderIsTheRegistrationsPlusTheWindow(
      @ForAll @IntRange(min = 1, max = 5) int window,
      @ForAll @IntRange(min = 0, max = 6) int before,
      @ForAll @IntRange(min = 1, max = 8) int distance) {
    begin(window);
    for (int i = 0; i < before; i++) {
      decide();
    }
    decide(registration(1, "alice"));
    for (int i = 1; i < distance; i++) {
      decide();
    }
    Transaction request = committee.request("alice", 1);
    List<Output> outputs = propose(child(request));
    if (distance >= window) {
      assertThat(said(Prepare.class, outputs)).hasSize(1);
    } else {
      assertRefused(outputs, request);
    }
  }

  /** The blocks executed up to h − W decide, so two replicas get the same result. */
  @Property(seed = "27502", tries = 30)
  void whoHasExecutedMoreJudgesTheSame(@ForAll @IntRange(min = 2, max = 5) int window) {
    begin(window);
    decide();
    backup.holdExecutions();
    decide(registration(1, "alice"));
    for (int i = 2; i < window; i++) {
      decide();
    }
    Transaction request = committee.request("alice", 1);
    // Of height r + W − 1: r − 1 is executed here, which is all that its header needs.
    Block early = child(request);
    assertThat(early.height()).isEqualTo(2L + window - 1);
    assertRefused(propose(early), request);
    while (backup.executionsHeld() > 0) {
      assertThat(said(Prepare.class, backup.releaseExecution()))
          .as("nor later, when the registration is executed")
          .isEmpty();
    }
  }

  /** More than f members may decide what they like; it leaves no trace that others would keep. */
  @Example
  void whatIsDecidedAllTheSameLeavesNoTrace() {
    begin(1, 1);
    List<Output> outputs = decide(committee.request("mallory", 1));
    Output.TakeSnapshot taken = only(Output.TakeSnapshot.class, outputs).get(0);
    CheckpointContext context = Decoder.decode(taken.context(), CheckpointContext::decode);
    assertThat(context.clients()).isEqualTo(new ClientTable(committee.chain.right()).encoded());
  }
}
