package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Input;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** PBFT-17: a lagging replica gets the state although some members send false ones. */
class StateTransferTest {
  /** Node 3 misses this number of blocks, and then gets the next request. */
  static PbftCluster leftBehind(TestCommittee committee, int blocks) {
    PbftCluster cluster = new PbftCluster(committee);
    cluster.lose(flight -> flight.to().equals(committee.key(3)));
    cluster.order("alice", blocks);
    cluster.lose(flight -> false);
    cluster.order("bob", 1);
    return cluster;
  }

  static void catchUp(PbftCluster cluster) {
    for (int i = 0; i < 6; i++) {
      cluster.fire(3, PbftTimers.RETRANSMIT);
      cluster.deliver();
    }
  }

  static List<Output.Restore> restored(PbftCluster cluster) {
    return only(Output.Restore.class, allOutputs(cluster.steps(3)));
  }

  @Property(seed = "20321", tries = 30)
  void whoMissedEverythingGetsThere(
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(min = 1, max = 5) int interval,
      @ForAll @IntRange(min = 5, max = 40) int blocks) {
    PbftCluster cluster = leftBehind(new TestCommittee(4, window, interval), blocks);
    catchUp(cluster);
    // Blocks are collected up to the stable checkpoint before the last one.
    long base = ((blocks + 1L) / interval - 1) * interval;
    assertThat(restored(cluster)).hasSize(base > 1 ? 1 : 0);
    cluster.checkLevel();
    assertThat(cluster.host(3).timers()).isEmpty();
    // It votes again: with another one gone, the quorum needs it.
    cluster.crash(2);
    cluster.order("alice", 1);
    assertThat(cluster.accepted()).hasSize(blocks + 2);
    cluster.checkLevel();
  }

  /** The false statements of one holder; empty: nothing at all. */
  enum Lie {
    SILENCE,
    NO_SNAPSHOT,
    ANOTHER_STATE,
    NO_STATE,
    ANOTHER_CONTEXT,
    ANOTHER_CLIENT_TABLE,
    A_CUT_PART,
    ENDLESS_PARTS,
    ANOTHER_HEIGHT;

    Optional<SnapshotPart> of(SnapshotPart honest) {
      Snapshot truth = Decoder.decode(honest.content(), Snapshot::decode);
      CheckpointContext context = Decoder.decode(truth.context(), CheckpointContext::decode);
      long height = honest.height();
      Bytes content = honest.content();
      return switch (this) {
        case SILENCE -> Optional.empty();
        case NO_SNAPSHOT -> part(height, Bytes.utf8("nonsense"));
        case ANOTHER_STATE -> part(height, new Snapshot(truth.context(), Hash.ZERO.toBytes()));
        case NO_STATE -> part(height, new Snapshot(truth.context(), Bytes.utf8("?")));
        case ANOTHER_CONTEXT -> part(height, new Snapshot(Bytes.utf8("?"), truth.state()));
        case ANOTHER_CLIENT_TABLE -> {
          CheckpointContext empty =
              CheckpointContext.of(
                  context.summary().roots(),
                  context.summary().epochs(),
                  new ClientTable(new OrderingRight.Anyone()));
          yield part(height, new Snapshot(empty.encoded(), truth.state()));
        }
        case A_CUT_PART -> part(height, content.slice(0, content.size() - 1));
        case ENDLESS_PARTS ->
            Optional.of(new SnapshotPart(height, honest.part(), SnapshotPart.MAX_PARTS, content));
        case ANOTHER_HEIGHT -> part(height + 1, content);
      };
    }

    private static Optional<SnapshotPart> part(long height, Snapshot snapshot) {
      return part(height, snapshot.encoded());
    }

    private static Optional<SnapshotPart> part(long height, Bytes content) {
      return Optional.of(new SnapshotPart(height, 0, 1, content));
    }
  }

  @Provide
  Arbitrary<Lie> lies() {
    return Arbitraries.of(Lie.values());
  }

  /** M31: a false state is not taken, and the next member's is. */
  @Property(seed = "20322", tries = 60)
  void lyingHoldersArePassedOver(
      @ForAll("lies") Lie lie, @ForAll @IntRange(min = 0, max = 2) int liar) {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    PbftCluster cluster = leftBehind(committee, 8);
    // Only the faulty member's offer arrives, so that it is queried first.
    cluster.lose(
        flight ->
            flight.envelope().code() == StableCheckpoint.TYPE.code()
                && !flight.from().equals(committee.key(liar)));
    int[] lied = {0};
    cluster.tamper(
        flight -> {
          boolean isPart = flight.envelope().code() == SnapshotPart.TYPE.code();
          if (!isPart || !flight.from().equals(committee.key(liar))) {
            return flight;
          }
          lied[0]++;
          SnapshotPart honest = (SnapshotPart) committee.message(flight.envelope()).orElseThrow();
          Message said = lie.of(honest).map(Message.class::cast).orElse(new FetchBlock(Hash.ZERO));
          return new PbftCluster.Flight(
              flight.from(), flight.to(), committee.seal(committee.keys(liar), said));
        });
    catchUp(cluster);
    assertThat(lied[0]).as("%s was asked", lie).isPositive();
    cluster.checkLevel();
    List<Output> outputs = allOutputs(cluster.steps(3));
    for (Output.Restore each : restored(cluster)) {
      assertThat(each.height()).isEqualTo(8);
    }
    // Nothing of a wrong state is ever handed on: no block, no answer, no vote.
    assertThat(committed(outputs).stream().map(Block::height)).startsWith(9L);
    outputs = cluster.give(3, committee.submitted(committee.request("alice", 1)));
    assertThat(only(Output.Reply.class, outputs)).as("the true client table").hasSize(1);
  }

  /** PBFT-17, PBFT-22: while the host's state is not the chain's, nothing is said of it. */
  @Example
  void whileTheStateIsNotTheChainsNobodyIsAnswered() {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    PbftCluster cluster = leftBehind(committee, 9);
    cluster.tamper(
        flight ->
            flight.envelope().code() == SnapshotPart.TYPE.code()
                ? new PbftCluster.Flight(flight.from(), flight.to(), wrong(committee, flight))
                : flight);
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliverSome(60); // every holder lies, so it asks them round and round
    assertThat(restored(cluster)).isNotEmpty();
    List<Output> outputs = new ArrayList<>();
    outputs.addAll(cluster.give(3, readRequest(committee)));
    assertThat(only(Output.Read.class, outputs)).isEmpty();
    cluster.tamper(flight -> flight);
    catchUp(cluster);
    cluster.checkLevel();
    List<Output> all = allOutputs(cluster.steps(3));
    assertThat(only(Output.Read.class, all)).as("answered in the end").hasSize(1);
    int read = all.indexOf(only(Output.Read.class, all).get(0));
    assertThat(only(Output.Restore.class, all.subList(read, all.size()))).isEmpty();
  }

  private static Input readRequest(TestCommittee committee) {
    return committee.arrival(
        ReadRequest.envelope(committee.request("carol", 1)), TestCommittee.NOW_NS);
  }

  private static Envelope wrong(TestCommittee committee, PbftCluster.Flight flight) {
    SnapshotPart honest = (SnapshotPart) committee.message(flight.envelope()).orElseThrow();
    SnapshotPart lie = Lie.ANOTHER_STATE.of(honest).orElseThrow();
    return committee.seal(committee.keys(committee.numberOf(flight.from())), lie);
  }

  @Example
  void lateResultsOfAReplacedStateAreIgnored() {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    PbftCluster cluster = new PbftCluster(committee);
    cluster.host(3).holdExecutions();
    cluster.order("alice", 3);
    assertThat(cluster.host(3).executionsHeld()).isPositive();
    cluster.lose(flight -> flight.to().equals(committee.key(3)));
    cluster.order("alice", 8);
    cluster.lose(flight -> false);
    cluster.order("bob", 1);
    cluster.tamper(
        flight -> {
          if (flight.envelope().code() == SnapshotPart.TYPE.code()) {
            return new PbftCluster.Flight(flight.from(), flight.to(), wrong(committee, flight));
          }
          return flight;
        });
    cluster.fire(3, PbftTimers.RETRANSMIT); // notices only that there was progress before
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliverSome(60);
    assertThat(restored(cluster)).isNotEmpty();
    while (cluster.host(3).executionsHeld() > 0) {
      List<Output> outputs = cluster.release(3);
      assertThat(only(Output.TakeSnapshot.class, outputs)).isEmpty();
      assertThat(only(Output.Reply.class, outputs)).isEmpty();
    }
    cluster.tamper(flight -> flight);
    catchUp(cluster);
    while (cluster.host(3).executionsHeld() > 0) {
      cluster.release(3);
    }
    cluster.deliver();
    cluster.checkLevel();
  }

  /** A state of many parts, each of which takes as long as the pause before asking again. */
  @Example
  void aLargeStateComesHoweverSlowly() {
    TestCommittee committee =
        new TestCommittee(
            4,
            ConsensusTestChain.parameters(2, Difficulty.NONE),
            new BatchLimits(400, 1_000_000, 0),
            10_000,
            2);
    PbftCluster cluster = new PbftCluster(committee);
    cluster.lose(flight -> flight.to().equals(committee.key(3)));
    for (int client = 0; client < 12; client++) {
      for (int i = 0; i < 1_000; i++) {
        cluster.give(0, committee.submitted(committee.request("client " + client, i + 1L)));
      }
      cluster.deliver();
    }
    cluster.lose(flight -> false);
    cluster.order("bob", 1);
    int[] parts = {0};
    cluster.tamper(
        flight -> {
          if (committee.message(flight.envelope()).orElseThrow() instanceof FetchSnapshot fetch
              && fetch.part() > parts[0]) {
            parts[0] = fetch.part();
            cluster.fire(3, PbftTimers.RETRANSMIT);
          }
          return flight;
        });
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliver();
    assertThat(parts[0]).isGreaterThanOrEqualTo(3);
    cluster.checkLevel();
  }

  /** It was cut off in the middle of it, and the checkpoint is no longer the last one. */
  @Example
  void aTargetThatIsDiscardedMeanwhileIsReplacedByTheNext() {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    PbftCluster cluster = leftBehind(committee, 9);
    cluster.lose(flight -> flight.envelope().code() == SnapshotPart.TYPE.code());
    cluster.fire(3, PbftTimers.RETRANSMIT);
    cluster.deliver();
    cluster.lose(flight -> flight.to().equals(committee.key(3)));
    cluster.order("alice", 8);
    cluster.lose(flight -> false);
    for (int i = 0; i < 8; i++) {
      catchUp(cluster);
    }
    cluster.checkLevel();
    assertThat(restored(cluster).stream().map(Output.Restore::height)).allMatch(h -> h > 10);
  }
}
