package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.RandomString;
import org.medchain.network.Message;

/** PBFT-23: sealed PBFT, the paper read literally. */
class SealedPbftTest {
  /** One header in sixteen is under it. */
  private static final Difficulty EASY = Difficulty.ofTarget(BigInteger.TWO.pow(252));

  private final TestCommittee committee =
      new TestCommittee(4, ConsensusTestChain.parameters(1, EASY), TestCommittee.ONE_EACH, 100, 4);
  private final PbftCluster cluster = new PbftCluster(committee);

  private List<Output> find(int node) {
    return find(cluster, node);
  }

  private static List<Output> find(PbftCluster cluster, int node) {
    Header wanted = cluster.host(node).mining().orElseThrow();
    List<Output> outputs = cluster.give(node, found(wanted));
    cluster.deliver();
    return outputs;
  }

  private static Input found(Header wanted) {
    return new Input.NonceFound(TestCommittee.NOW_NS, ConsensusTestChain.search(wanted));
  }

  @Property(seed = "20361", tries = 10)
  void everyBlockIsSealedBeforeItIsProposed(@ForAll @IntRange(min = 1, max = 12) int blocks) {
    PbftCluster cluster = new PbftCluster(committee);
    for (int i = 0; i < blocks; i++) {
      cluster.submit("alice");
    }
    cluster.deliver();
    for (int height = 1; height <= blocks; height++) {
      assertThat(cluster.agreement().height()).isEqualTo(height - 1L);
      assertThat(cluster.host(0).mining().orElseThrow().height()).as("W = 1").isEqualTo(height);
      List<Output> outputs = find(cluster, 0);
      assertThat(said(PrePrepare.class, outputs)).hasSize(1);
    }
    for (int height = 1; height <= blocks; height++) {
      Header header = cluster.agreement().at(height).header();
      assertThat(header.difficulty()).isEqualTo(EASY);
      assertThat(EASY.isMetBy(header.hash())).isTrue();
    }
    assertThat(cluster.accepted()).hasSize(blocks);
    cluster.checkLevel();
  }

  /** Backups check it: a block without a seal, or for another target, gets no vote. */
  @Example
  void aBlockWithoutASealIsRefused() {
    TestHost host = committee.host(3, committee.replica(3));
    Block genesis = committee.genesis();
    Block plain = committee.child(genesis, committee.request("alice", 1));
    Header wanted = wanted(plain.header(), EASY);
    Header unsealed = ConsensusTestChain.unsealed(wanted);
    for (Header each : List.of(plain.header(), unsealed)) {
      TestHost fresh = committee.host(3, committee.replica(3));
      Block block = Block.of(each, plain.transactions());
      List<Output> outputs = fresh.give(committee.from(0, new PrePrepare(0, block)));
      assertThat(said(Message.class, outputs)).isEmpty();
      assertThat(only(Output.Reject.class, outputs)).hasSize(1);
    }
    Block sealed = Block.of(ConsensusTestChain.search(wanted), plain.transactions());
    List<Output> outputs = host.give(committee.from(0, new PrePrepare(0, sealed)));
    assertThat(said(Prepare.class, outputs)).hasSize(1);
  }

  private static Header wanted(Header plain, Difficulty difficulty) {
    return HeaderFields.of(plain).difficulty(difficulty).random(RandomString.ZERO).made();
  }

  @Example
  void aNewViewKeepsTheSealAndSealsWhatIsFresh() {
    cluster.lose(flight -> flight.envelope().code() == Commit.TYPE.code());
    cluster.submit("alice");
    cluster.order("bob", 1);
    find(0);
    Hash sealed = said(PrePrepare.class, allOutputs(cluster.steps(0))).get(0).block().hash();
    cluster.crash(0);
    cluster.lose(flight -> false);
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    assertThat(cluster.agreement().at(1).hash()).isEqualTo(sealed);
    List<Output> outputs = allOutputs(cluster.steps(1));
    List<Output.Mine> searches = only(Output.Mine.class, outputs);
    assertThat(searches.stream().map(each -> each.header().height())).containsExactly(2L);
    assertThat(outputs.indexOf(searches.get(0)))
        .as("a fresh block is sealed after the NEW-VIEW")
        .isGreaterThan(indexOfNewView(outputs));
    find(1);
    assertThat(cluster.agreement().requests()).hasSize(2);
    cluster.checkLevel();
  }

  private static int indexOfNewView(List<Output> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) instanceof Output.Sign sign && sign.message() instanceof NewView) {
        return i;
      }
    }
    throw new AssertionError("no NEW-VIEW");
  }

  @Example
  void aSearchEndsWhenTheViewIsLeft() {
    cluster.order("alice", 1);
    Header wanted = cluster.host(0).mining().orElseThrow();
    for (int node = 1; node < 4; node++) {
      cluster.fire(node, PbftTimers.VIEW_CHANGE);
    }
    cluster.deliver();
    assertThat(cluster.replica(0).view()).isEqualTo(1);
    assertThat(only(Output.StopMining.class, allOutputs(cluster.steps(0)))).hasSize(1);
    assertThat(cluster.host(0).mining()).isEmpty();
    List<Output> late = cluster.give(0, found(wanted));
    assertThat(said(Message.class, late)).isEmpty();
    find(1);
    assertThat(cluster.accepted()).hasSize(1);
    cluster.checkLevel();
  }

  @Example
  void onlyTheHeaderAskedForIsProposed() {
    cluster.order("alice", 1);
    Header wanted = cluster.host(0).mining().orElseThrow();
    Header other = wanted(committee.child(committee.genesis()).header(), EASY);
    assertThat(said(Message.class, cluster.give(0, found(other)))).isEmpty();
    assertThat(said(PrePrepare.class, cluster.give(0, found(wanted)))).hasSize(1);
    assertThat(cluster.give(0, found(wanted))).as("once").isEmpty();
  }

  /** A replica that was left behind, and one that restarts, check seals as well. */
  @Example
  void checkpointsTransfersAndRestartsWorkWithSeals() {
    cluster.lose(flight -> flight.to().equals(committee.key(3)));
    for (int i = 0; i < 9; i++) {
      cluster.order("alice", 1);
      find(0);
    }
    cluster.lose(flight -> false);
    for (int node = 0; node < 3; node++) {
      cluster.restart(node);
    }
    cluster.order("bob", 1);
    find(0);
    cluster.fireAll(PbftTimers.RETRANSMIT, 5);
    assertThat(cluster.agreement().requests()).hasSize(10);
    cluster.checkLevel();
  }
}
