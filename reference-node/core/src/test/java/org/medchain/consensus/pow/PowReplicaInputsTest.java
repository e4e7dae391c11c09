package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;

/** The steps of one node of a proof-of-work chain on single inputs. */
class PowReplicaInputsTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final PowParameters parameters = fixture.parameters(1);
  private final PowTestNode node = new PowTestNode(fixture, parameters, 4, 0);

  private Transaction sized(long sequence, int bytes) {
    return Transaction.signed(
        fixture.scheme,
        fixture.chain.chain(),
        fixture.keys("alice"),
        sequence,
        1,
        Bytes.of(new byte[bytes]));
  }

  /** POW-23: as large as a block may be is not too large. */
  @Example
  void aRequestMayFillABlock() {
    node.start();
    int room = parameters.batch().bytes() - RequestPool.sizeOf(sized(1, 0));
    assertThat(PowTestNode.all(node.submit(sized(1, room + 1)), Output.Reject.class)).hasSize(1);
    assertThat(PowTestNode.all(node.submit(sized(2, room)), Output.Reject.class)).isEmpty();
    node.fire(BlockAssembler.TEMPLATE);
    assertThat(node.mine().transactions()).containsExactly(sized(2, room));
  }

  /** CONS-10: the pool is bounded in bytes as well, by a number of full blocks. */
  @Example
  void moreBytesThanThePoolHoldsAreRefused() {
    node.start();
    int room = parameters.batch().bytes() - RequestPool.sizeOf(sized(1, 0));
    long most = parameters.batch().waitingBytes() / parameters.batch().bytes();
    assertThat(most).isLessThan(parameters.poolCapacity());
    for (long i = 1; i <= most; i++) {
      assertThat(PowTestNode.all(node.submit(sized(i, room)), Output.Reject.class)).isEmpty();
    }
    Transaction further = sized(most + 1, room);
    assertThat(PowTestNode.all(node.submit(further), Output.Reject.class)).hasSize(1);
  }

  /** POW-16: a request that comes from the network waits like one that is submitted here. */
  @Example
  void aRequestFromTheNetworkIsTakenIn() {
    node.start();
    Transaction request = fixture.request("alice", 1);
    node.receive(Request.envelope(request));
    node.fire(BlockAssembler.TEMPLATE);
    assertThat(node.mine().transactions()).containsExactly(request);
  }

  /** A message for clients is returned to the member that sends it. */
  @Example
  void whatNoNodeUsesIsReturned() {
    node.start();
    List<Output> outputs = node.hear("node 1", new RequestRejection(Hash.ZERO, "not for nodes"));
    assertThat(outputs)
        .containsExactly(
            new Output.Reject(fixture.keys("node 1").publicKey(), "not a message between nodes"));
  }

  /** POW-18: while there is no search, no timer runs to renew its template. */
  @Example
  void whileTheSearchPausesItsTimerRests() {
    node.start();
    node.host.holdExecutions();
    node.submit(fixture.request("alice", 1));
    assertThat(node.host.timers()).contains(BlockAssembler.TEMPLATE);
    node.hear(fixture.child(fixture.genesis, 0));
    assertThat(node.host.mining()).isEmpty();
    assertThat(node.host.timers()).doesNotContain(BlockAssembler.TEMPLATE);
  }

  private static Headers headers(List<PowFixture.Made> branch) {
    return new Headers(branch.stream().map(made -> made.block().header()).toList());
  }

  private void announce(String who, PowFixture.Made made) {
    node.hear(who, new Announce(made.block().hash(), made.height()));
  }

  /** POW-28, POW-35: with wrong headers go the orphans that they were to explain. */
  @Example
  void wrongHeadersTakeTheirSendersOrphansAlong() {
    node.start();
    List<PowFixture.Made> branch = fixture.branch(fixture.genesis, 3, 1);
    node.hear("node 1", new NewBlock(branch.get(2).block()));
    assertThat(node.replica.retainedBlocks()).isEqualTo(2);
    node.hear("node 1", headers(branch.subList(1, 2)));
    assertThat(node.replica.retainedBlocks()).as("the genesis block").isEqualTo(1);
  }

  /** POW-8, POW-31: one node's wrong block does not end what another is asked for. */
  @Example
  void aRefusedBlockEndsOnlyTheBranchesThatHoldIt() {
    node.start();
    List<PowFixture.Made> branch = fixture.branch(fixture.genesis, 3, 1);
    announce("node 1", branch.get(2));
    assertThat(MessageExchange.sent(node.hear("node 1", headers(branch)), GetBlock.class))
        .hasSize(3);
    Header early = fixture.header(fixture.genesis, List.of(), 9, -1);
    PowFixture.Made wrong = fixture.seal(fixture.genesis, early, List.of());
    assertThat(
            PowTestNode.all(node.hear("node 2", new NewBlock(wrong.block())), Output.Reject.class))
        .hasSize(1);
    assertThat(MessageExchange.sent(node.fire(PowReplica.RETRANSMIT), GetBlock.class))
        .as("asked again")
        .hasSize(3);
  }
}
