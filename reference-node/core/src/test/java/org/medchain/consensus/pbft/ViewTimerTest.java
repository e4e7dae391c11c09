package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.data.Transaction;

/** PBFT-11: when a replica suspects the primary. */
class ViewTimerTest {
  private static final long TIMEOUT_NS = 1_000_000_000;

  private final TestCommittee committee = new TestCommittee(7, 2);

  /** The last node, so that it leads none of the first views. */
  private TestHost host = committee.host(6, committee.replica(6));

  private static List<Output> timerOutputs(List<Output> outputs) {
    return outputs.stream()
        .filter(
            output ->
                switch (output) {
                  case Output.StartTimer start -> start.timer().equals(ViewTimer.VIEW_CHANGE);
                  case Output.StopTimer stop -> stop.timer().equals(ViewTimer.VIEW_CHANGE);
                  default -> false;
                })
        .toList();
  }

  private static Output started(long delayNs) {
    return new Output.StartTimer(ViewTimer.VIEW_CHANGE, delayNs);
  }

  private static final Output STOPPED = new Output.StopTimer(ViewTimer.VIEW_CHANGE);

  private List<Output> submit(Transaction request) {
    return host.give(new Input.RequestSubmitted(host.nowNs(), request));
  }

  /** Decides and executes a block with this request on top of the decided ones. */
  private List<Output> decide(Transaction request) {
    Block block = committee.child(host.last(), request);
    DecidedBlock decided = new DecidedBlock(block, committee.commits(0, block, 0, 1, 2, 3, 4));
    return host.give(committee.arrival(committee.seal(committee.keys(0), decided), host.nowNs()));
  }

  /** It runs from the request's coming to its execution; a proposal does not stop it (M16). */
  @Test
  void runsUntilTheRequestIsExecuted() {
    Transaction request = committee.request("alice", 1);
    assertThat(timerOutputs(submit(request))).containsExactly(started(TIMEOUT_NS));
    Block block = committee.child(committee.genesis(), request);
    List<Output> outputs = new ArrayList<>(host.give(committee.from(0, new PrePrepare(0, block))));
    for (int node = 1; node <= 3; node++) {
      outputs.addAll(host.give(committee.from(node, new Prepare(0, 1, block.hash()))));
    }
    assertThat(said(Commit.class, outputs)).hasSize(1);
    assertThat(timerOutputs(outputs)).isEmpty();
    assertThat(timerOutputs(decide(request))).containsExactly(STOPPED);
  }

  /** A request that is passed over is watched on, however many later ones are executed (M17). */
  @Test
  void theProgressOfLaterOnesDoesNotHelpTheOldestRequest() {
    submit(committee.request("alice", 1));
    host.pass(500);
    submit(committee.request("bob", 1));
    submit(committee.request("bob", 2));
    assertThat(timerOutputs(decide(committee.request("bob", 1)))).isEmpty();
    assertThat(timerOutputs(decide(committee.request("bob", 2)))).isEmpty();
  }

  /** Another order than this replica's is no reason (BFT-SMaRt 57), a request left out is. */
  @Test
  void requestsThatComeTogetherAreWatchedTogether() {
    for (String client : List.of("alice", "bob", "carol", "dave")) {
      submit(committee.request(client, 1));
      host.pass(100);
    }
    host.pass(500);
    submit(committee.request("erin", 1));
    for (String client : List.of("dave", "carol", "bob")) {
      assertThat(timerOutputs(decide(committee.request(client, 1))))
          .containsExactly(started(TIMEOUT_NS));
    }
    assertThat(timerOutputs(decide(committee.request("erin", 1)))).isEmpty();
    List<Output> left = host.fire(ViewTimer.VIEW_CHANGE);
    assertThat(said(ViewChange.class, left)).hasSize(1);
  }

  @Test
  void theNextOldestIsWatchedAfresh() {
    submit(committee.request("alice", 1));
    host.pass(500);
    assertThat(timerOutputs(submit(committee.request("bob", 1)))).isEmpty();
    assertThat(timerOutputs(decide(committee.request("alice", 1))))
        .containsExactly(started(TIMEOUT_NS));
  }

  @Test
  void doublesWithEachViewChangeInARow() {
    submit(committee.request("alice", 1));
    for (int view = 1; view <= 5; view++) {
      List<Output> left = host.fire(ViewTimer.VIEW_CHANGE);
      assertThat(said(ViewChange.class, left).get(0).newView()).isEqualTo(view);
      assertThat(timerOutputs(left))
          .as("not before a quorum has voted for the view")
          .containsExactly(STOPPED);
      for (int node = 0; node < 3; node++) {
        List<Output> outputs = host.give(committee.from(node, committee.emptyChange(view)));
        assertThat(timerOutputs(outputs)).isEmpty();
      }
      List<Output> wanted = host.give(committee.from(3, committee.emptyChange(view)));
      assertThat(timerOutputs(wanted)).containsExactly(started(TIMEOUT_NS << (view - 1)));
    }
    List<Output> entered = host.give(committee.from(5, committee.newView(5, 0, 1, 2, 3, 4)));
    assertThat(timerOutputs(entered)).containsExactly(STOPPED, started(TIMEOUT_NS << 5));
    assertThat(timerOutputs(decide(committee.request("alice", 1)))).containsExactly(STOPPED);
    assertThat(timerOutputs(submit(committee.request("alice", 2))))
        .containsExactly(started(TIMEOUT_NS));
  }

  /** Replicas that ask for different views must not wait for each other forever. */
  @Test
  void aViewChangeForAHigherViewCountsAsLeavingThisOne() {
    submit(committee.request("alice", 1));
    host.fire(ViewTimer.VIEW_CHANGE);
    List<Output> outputs = new ArrayList<>();
    outputs.addAll(host.give(committee.from(0, committee.emptyChange(1))));
    outputs.addAll(host.give(committee.from(1, committee.emptyChange(1))));
    outputs.addAll(host.give(committee.from(2, committee.emptyChange(2))));
    assertThat(timerOutputs(outputs)).isEmpty();
    outputs = host.give(committee.from(3, committee.emptyChange(4)));
    assertThat(timerOutputs(outputs)).containsExactly(started(TIMEOUT_NS));
  }

  /** It has decided a block, and restarts. */
  private void comeBack() {
    decide(committee.request("carol", 1));
    host = host.restarted(committee.replica(6), committee.genesisState(), committee.genesis());
    host.give(new Input.Recovered(host.nowNs(), host.log()));
    committee.startConfirmed(host);
  }

  /** A first start is not a restart: the others have not continued without it. */
  @Test
  void whoStartsWithAnEmptyLogWaitsNoLongerThanOthers() {
    host.give(new Input.Recovered(host.nowNs(), List.of()));
    committee.startConfirmed(host);
    assertThat(timerOutputs(submit(committee.request("alice", 1))))
        .containsExactly(started(TIMEOUT_NS));
  }

  /** Its disk is lost, as f + 1 others show who have decided more; f might claim it. */
  @Test
  void whoTurnsOutToBeBehindWaitsAsOneThatComesBack() {
    host.give(new Input.Recovered(host.nowNs(), List.of()));
    host.give(new Input.Started(host.nowNs()));
    assertThat(timerOutputs(submit(committee.request("alice", 1))))
        .containsExactly(started(TIMEOUT_NS));
    VoteReport further = new VoteReport(host.nowNs(), 1, List.of(), List.of());
    assertThat(timerOutputs(host.give(committee.from(0, further)))).isEmpty();
    assertThat(timerOutputs(host.give(committee.from(1, further)))).isEmpty();
    assertThat(timerOutputs(host.give(committee.from(2, further))))
        .containsExactly(started(4 * TIMEOUT_NS));
    assertThat(timerOutputs(host.give(committee.from(3, further)))).isEmpty();
  }

  /** Who recovers far behind is slow itself, and no help alone in another view. */
  @Test
  void whoComesBackWaitsWhileItIsBroughtOn() {
    comeBack();
    assertThat(timerOutputs(submit(committee.request("alice", 1))))
        .containsExactly(started(4 * TIMEOUT_NS));
    assertThat(timerOutputs(decide(committee.request("bob", 1))))
        .containsExactly(started(4 * TIMEOUT_NS));
    assertThat(said(ViewChange.class, host.fire(ViewTimer.VIEW_CHANGE)))
        .as("it waits no longer if nothing comes")
        .hasSize(1);
  }

  @Test
  void whoComesBackAwaitsANewViewNoLongerThanOthers() {
    comeBack();
    submit(committee.request("alice", 1));
    host.fire(ViewTimer.VIEW_CHANGE);
    for (int node = 0; node < 3; node++) {
      host.give(committee.from(node, committee.emptyChange(1)));
    }
    assertThat(timerOutputs(host.give(committee.from(3, committee.emptyChange(1)))))
        .containsExactly(started(TIMEOUT_NS));
  }

  /** Not forever: a primary must not ignore a request because all have just restarted. */
  @Test
  void whoCameBackLongAgoWaitsNoLongerThanOthers() {
    comeBack();
    submit(committee.request("alice", 1));
    host.pass(15_999);
    assertThat(timerOutputs(decide(committee.request("bob", 1)))).hasSize(1);
    host.pass(1);
    assertThat(timerOutputs(decide(committee.request("bob", 2)))).isEmpty();
    decide(committee.request("alice", 1));
    assertThat(timerOutputs(submit(committee.request("alice", 2))))
        .containsExactly(started(TIMEOUT_NS));
  }
}
