package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** PBFT-18: a replica that begins again with any beginning of its log keeps what it promised. */
class PbftRestartTest {
  /** A random run of four replicas, with views, checkpoints and pipelined blocks. */
  private static PbftCluster record(long seed) {
    Random random = new Random(seed);
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2, 3));
    for (int step = 0; step < 500; step++) {
      int draw = random.nextInt(100);
      if (draw < 4) {
        cluster.submit("client " + random.nextInt(2));
      } else if (draw < 6) {
        int node = random.nextInt(4);
        List<Timer> timers = List.copyOf(cluster.host(node).timers());
        if (!timers.isEmpty()) {
          cluster.fire(node, timers.get(random.nextInt(timers.size())));
        }
      } else {
        cluster.deliverOne(random);
      }
    }
    return cluster;
  }

  /** After each write: then the others say the same in any order, or propose other blocks. */
  @Property(seed = "20331", tries = 10, shrinking = ShrinkingMode.OFF)
  void fromEveryBeginningOfTheLogNoPromiseIsBroken(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 0, max = 3) int node) {
    PbftCluster cluster = record(seed);
    List<Output> outputs = allOutputs(cluster.steps(node));
    List<Input> heard = heard(cluster, node);
    int cuts = 0;
    for (int cut = 1; cut <= outputs.size(); cut++) {
      Output last = outputs.get(cut - 1);
      if (last instanceof Output.Persist
          || last instanceof Output.TakeSnapshot
          || last instanceof Output.Truncate) {
        restartAt(cluster.committee, node, outputs.subList(0, cut), heard);
        cuts++;
      }
    }
    assertThat(cuts).as("moments tried").isGreaterThan(20);
  }

  private static void restartAt(
      TestCommittee committee, int node, List<Output> before, List<Input> heard) {
    SignedStatements promises =
        new SignedStatements("node " + node + " with " + before.size() + " outputs");
    note(committee, node, promises, before);
    TestHost disk = committee.host(node, new Script(before));
    disk.give(new Input.Started(TestCommittee.NOW_NS));
    TestHost host =
        disk.restarted(committee.replica(node), committee.genesisState(), committee.genesis());
    note(committee, node, promises, host.give(new Input.Recovered(host.nowNs(), host.log())));
    note(committee, node, promises, committee.startConfirmed(host));
    for (Input input : heard) {
      note(committee, node, promises, host.give(input));
    }
  }

  /** Writes down again what the replica had written, and nothing else. */
  private record Script(List<Output> outputs) implements Replica {
    @Override
    public List<Output> step(Input input) {
      return input instanceof Input.Started
          ? outputs.stream().filter(Script::isWritten).toList()
          : List.of();
    }

    private static boolean isWritten(Output output) {
      return output instanceof Output.Persist
          || output instanceof Output.TakeSnapshot
          || output instanceof Output.Truncate
          || output instanceof Output.Commit
          || output instanceof Output.Restore;
    }
  }

  private static void note(
      TestCommittee committee, int node, SignedStatements promises, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Broadcast sent) {
        own(committee, node, promises, sent.envelope());
      } else if (output instanceof Output.Send sent) {
        own(committee, node, promises, sent.envelope());
      }
    }
  }

  private static void own(
      TestCommittee committee, int node, SignedStatements promises, Envelope envelope) {
    if (envelope.sender().equals(committee.key(node))) {
      committee.message(envelope).ifPresent(promises::onSent);
    }
  }

  /** Other blocks of the same primaries, then what it was told, the last first, then in order. */
  private static List<Input> heard(PbftCluster cluster, int node) {
    List<Input> told =
        cluster.steps(node).stream()
            .map(RecordingReplica.Step::input)
            .filter(
                input ->
                    input instanceof Input.MessageReceived
                        || input instanceof Input.RequestSubmitted
                        || input instanceof Input.TimerFired)
            .toList();
    List<Input> all = new ArrayList<>(others(cluster, told));
    all.addAll(told.reversed());
    all.addAll(told);
    return all;
  }

  private static List<Input> others(PbftCluster cluster, List<Input> told) {
    TestCommittee committee = cluster.committee;
    Map<Message, Input> others = new LinkedHashMap<>();
    for (Input input : told) {
      if (input instanceof Input.MessageReceived received
          && received.verified().message() instanceof PrePrepare proposal) {
        Header header = proposal.block().header();
        Block parent = cluster.agreement().at(header.height() - 1);
        if (parent != null && parent.hash().equals(header.previous())) {
          Block other =
              committee.child(
                  parent,
                  new ExecutionRoots(header.stateRoot(), header.receiptsRoot()),
                  committee.request("mallory", header.height()));
          PrePrepare lie = new PrePrepare(proposal.view(), other);
          int primary = committee.numberOf(received.verified().sender());
          others.put(lie, committee.from(primary, lie));
        }
      }
    }
    return List.copyOf(others.values());
  }

  /** A crash between any two messages of the normal case. */
  @Property(seed = "20333", tries = 60)
  void aRestartInTheMiddleOfABlockLosesNothing(
      @ForAll @IntRange(min = 0, max = 60) int delivered,
      @ForAll @IntRange(min = 0, max = 3) int node) {
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2, 2));
    cluster.submit("alice");
    cluster.submit("bob");
    cluster.submit("alice");
    cluster.deliverSome(delivered);
    cluster.restart(node);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 4);
    cluster.fireClient("alice");
    cluster.deliver();
    assertThat(cluster.agreement().requests()).hasSize(3);
    cluster.checkLevel();
    for (int i = 0; i < 4; i++) {
      assertThat(cluster.replica(i).view()).as("no view change was needed").isZero();
    }
  }

  @Property(seed = "20334", tries = 60)
  void aRestartInTheMiddleOfAViewChangeLosesNothing(
      @ForAll @IntRange(min = 0, max = 60) int delivered,
      @ForAll @IntRange(min = 1, max = 3) int node) {
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2, 2));
    cluster.lose(flight -> flight.envelope().code() == Commit.TYPE.code());
    cluster.submit("alice");
    cluster.order("bob", 1);
    Hash prepared = said(PrePrepare.class, allOutputs(cluster.steps(0))).get(0).block().hash();
    cluster.crash(0);
    cluster.lose(flight -> false);
    for (int each = 1; each < 4; each++) {
      cluster.fire(each, PbftTimers.VIEW_CHANGE);
    }
    cluster.deliverSome(delivered);
    cluster.restart(node);
    cluster.deliver();
    for (int i = 0; i < 8; i++) {
      cluster.fireAll(PbftTimers.RETRANSMIT);
      if (i % 4 == 3 && cluster.agreement().requests().size() < 2) {
        cluster.fireAll(PbftTimers.VIEW_CHANGE);
      }
    }
    assertThat(cluster.agreement().requests()).hasSize(2);
    assertThat(cluster.agreement().at(1).hash()).isEqualTo(prepared);
    cluster.fireAll(PbftTimers.RETRANSMIT, 4);
    cluster.checkLevel();
  }

  /** It has a checkpoint in its log that it fetched, no snapshot of its own: it fetches again. */
  @Example
  void aRestartAfterAStateTransferFetchesTheStateAgain() {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    PbftCluster cluster = new PbftCluster(committee);
    cluster.lose(flight -> flight.to().equals(committee.key(3)));
    cluster.order("alice", 8);
    cluster.lose(flight -> false);
    cluster.order("alice", 1);
    for (int i = 0; i < 4; i++) {
      cluster.fire(3, PbftTimers.RETRANSMIT);
      cluster.deliver();
    }
    cluster.checkLevel();
    cluster.restart(3);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 4);
    cluster.checkLevel();
    cluster.submit("bob");
    cluster.crash(2);
    cluster.deliver();
    assertThat(cluster.agreement().requests()).hasSize(10);
    cluster.checkLevel();
  }

  /** A replica that continues without its own votes may contradict them, so it does not start. */
  @Example
  void aDamagedLogIsNotGoneOnWith() {
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2, 3));
    cluster.order("alice", 1);
    List<Bytes> log = new ArrayList<>(cluster.host(1).log());
    Bytes whole = log.get(1);
    log.set(1, whole.slice(0, whole.size() - 1));
    PbftReplica replica = cluster.committee.replica(1);
    assertRefused(() -> replica.step(new Input.Recovered(TestCommittee.NOW_NS, log)))
        .hasMessageContaining("log entry 1");
  }
}
