package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;

/** PBFT-15, PBFT-16, PBFT-19, PBFT-24: checkpoints, collection, water marks. */
class CheckpointTest {
  private static PbftCluster run(int window, int interval, int blocks) {
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, window, interval));
    for (int i = 0; i < blocks; i++) {
      cluster.submit(i % 3 == 0 ? "bob" : "alice");
      cluster.deliver();
    }
    return cluster;
  }

  /** PBFT-15, against a model that executes the chain by itself. */
  @Property(seed = "20311", tries = 40)
  void everyKHeightsAllSignWhatTheChainHasComeTo(
      @ForAll @IntRange(min = 1, max = 4) int window,
      @ForAll @IntRange(min = 1, max = 6) int interval,
      @ForAll @IntRange(min = 1, max = 13) int blocks) {
    PbftCluster cluster = run(window, interval, blocks);
    for (int node = 0; node < 4; node++) {
      List<Output> outputs = allOutputs(cluster.steps(node));
      List<Checkpoint> said = said(Checkpoint.class, outputs);
      List<Output.TakeSnapshot> taken = only(Output.TakeSnapshot.class, outputs);
      assertThat(said).hasSize(blocks / interval);
      assertThat(taken).hasSameSizeAs(said);
      for (int i = 0; i < said.size(); i++) {
        long height = (i + 1L) * interval;
        CheckpointContext context =
            Decoder.decode(taken.get(i).context(), CheckpointContext::decode);
        assertThat(taken.get(i).height()).isEqualTo(height);
        assertThat(said.get(i).height()).isEqualTo(height);
        assertThat(said.get(i).block()).isEqualTo(cluster.agreement().at(height).hash());
        assertThat(said.get(i).context()).isEqualTo(context.summary().hash());
        assertIsThatOf(cluster, height, window, context, said.get(i).stateRoot());
      }
    }
  }

  private static void assertIsThatOf(
      PbftCluster cluster, long height, int window, CheckpointContext context, Hash state) {
    ClientTable clients = new ClientTable(cluster.committee.chain.right());
    TreeMap<Long, ExecutionRoots> roots = new TreeMap<>();
    roots.put(0L, cluster.committee.genesisRoots());
    for (long each = 1; each <= height; each++) {
      Block block = cluster.agreement().at(each);
      ExecutionResult execution = HashChainStateMachine.execute(roots.get(each - 1).state(), block);
      roots.put(each, new ExecutionRoots(execution.stateRoot(), execution.receiptsRoot()));
      for (var receipt : execution.receipts()) {
        clients.put(each, receipt);
      }
    }
    assertThat(state).isEqualTo(roots.get(height).state());
    assertThat(context.clients()).as("who has executed what").isEqualTo(clients.encoded());
    assertThat(context.summary().clients()).isEqualTo(Hash.of(clients.encoded()));
    assertThat(context.summary().roots())
        .as("what the next W headers carry")
        .isEqualTo(new TreeMap<>(roots.tailMap(height - window, false)));
  }

  private static Block firstOf(TestCommittee committee) {
    return committee.child(committee.genesis(), committee.request("alice", 1));
  }

  /** PBFT-16, PBFT-24: blocks, log and snapshots stay as short as K and W say, at any height. */
  @Property(seed = "20313", tries = 12)
  void allBelowAStableCheckpointIsDiscarded(
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(min = 1, max = 5) int interval) {
    PbftCluster cluster = run(window, interval, 60);
    long stable = (long) (60 / interval) * interval;
    for (int node = 0; node < 4; node++) {
      TestHost host = cluster.host(node);
      // The base, and of each height above a proposal, a certificate and the decision.
      assertThat(host.log().size()).isLessThanOrEqualTo(1 + 3 * (interval + window));
      assertThat(host.snapshots()).hasSizeLessThanOrEqualTo(2).contains(stable);
      assertThat(host.timers()).isEmpty();
      List<Output> answer =
          cluster.give(node, cluster.committee.from((node + 1) % 4, new Status(0, false, 0, 0)));
      assertThat(said(DecidedBlock.class, answer)).isEmpty();
      StableCheckpoint offer = said(StableCheckpoint.class, answer).get(0);
      assertThat(offer.certificate().checkpoint().height()).isEqualTo(stable);
      assertThat(offer.certificate().suffices(cluster.committee.members)).isTrue();
      assertThat(offer.tip().block()).isEqualTo(cluster.agreement().at(stable));
    }
  }

  /** PBFT-16, PBFT-19: without CHECKPOINTs ordering stops at the high mark. */
  @Property(seed = "20314", tries = 12)
  void theHighWaterMarkStopsProposalsUntilACheckpointIsStable(
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(min = 1, max = 3) int interval) {
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, window, interval));
    cluster.lose(flight -> flight.envelope().code() == Checkpoint.TYPE.code());
    int high = 2 * interval + window;
    cluster.order("alice", high + 4);
    assertThat(cluster.agreement().height()).isEqualTo(high);
    assertThat(cluster.accepted()).hasSize(high);
    long highest =
        said(PrePrepare.class, allOutputs(cluster.steps(0))).stream()
            .mapToLong(each -> each.block().height())
            .max()
            .orElseThrow();
    assertThat(highest).isEqualTo(high);
    cluster.lose(flight -> false);
    cluster.fireAll(PbftTimers.RETRANSMIT, 3);
    assertThat(cluster.accepted()).hasSize(high + 4);
    cluster.checkLevel();
  }

  private static Checkpoint ownCheckpoint(List<Output> outputs) {
    return said(Checkpoint.class, outputs).get(0);
  }

  /** PBFT-15, M36: a request is remembered with its block's height, however late it is executed. */
  @Example
  void whoExecutesLateSignsTheSameCheckpoint() {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    Block first = firstOf(committee);
    Block second = committee.child(first, committee.request("alice", 2));
    TestHost prompt = committee.host(3, committee.replica(3));
    TestHost late = committee.host(3, committee.replica(3));
    late.holdExecutions();
    List<Output> atOnce = new ArrayList<>();
    for (Block block : List.of(first, second)) {
      Input decided = committee.from(0, committee.decided(block));
      atOnce.addAll(prompt.give(decided));
      assertThat(committed(late.give(decided))).containsExactly(block);
    }
    List<Output> after = new ArrayList<>(late.releaseExecution());
    after.addAll(late.releaseExecution());
    assertThat(ownCheckpoint(after)).isEqualTo(ownCheckpoint(atOnce));
    assertThat(only(Output.Reply.class, after))
        .as("nor does a client hear of another height")
        .hasSize(2)
        .isEqualTo(only(Output.Reply.class, atOnce));
  }
}
