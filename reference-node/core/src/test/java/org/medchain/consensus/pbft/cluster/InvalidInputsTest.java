package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** CONS-1, CONS-4: an invalid input, slipped into a run at every moment, changes nothing. */
class InvalidInputsTest {
  /** Met by every hash, so that only its being another than the chain's is wrong. */
  private static final Difficulty EASY =
      Difficulty.ofTarget(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

  private final RecordedPbftRun run = new RecordedPbftRun();

  private final TestCommittee committee = run.committee;

  /** Inputs that no moment makes valid, at a backup and at the next primary. */
  @Test
  void whatIsNeverValidChangesNothing() {
    InvalidInputs.of(run)
        .forEach(
            (what, input) -> {
              for (int node : new int[] {1, 3}) {
                assertChangesNothing(node, what, input, 1, run.steps(node).size());
              }
            });
  }

  /** A message that a replica sent itself, played back to it, is not a second voice. */
  @Test
  void echoesChangeNothing() {
    for (Message message :
        List.of(
            new PrePrepare(0, run.block(1)),
            new Prepare(0, 1, run.block(1).hash()),
            new Commit(0, 1, run.block(1).hash()),
            committee.emptyChange(7),
            new Status(0, false, 9, 0))) {
      for (int node : new int[] {1, 3}) {
        Input echo = committee.from(node, message);
        assertChangesNothing(node, "echo", echo, 1, run.steps(node).size());
      }
    }
  }

  /** PBFT-2, CONS-6: after a first proposal and first votes, other ones of the same sender. */
  @Test
  void secondOnesOfTheSameSenderChangeNothing() {
    Block other = committee.child(committee.genesis(), committee.request("carol", 1));
    int view0 = run.firstSaying(3, ViewChange.class);
    after(run.firstFrom(3, 0, PrePrepare.class), view0, new PrePrepare(0, other), 0);
    after(run.firstFrom(3, 1, Prepare.class), view0, new Prepare(0, 1, other.hash()), 1);
    after(run.firstFrom(3, 1, Commit.class), view0, new Commit(0, 1, other.hash()), 1);
    after(run.firstFrom(3, 0, PrePrepare.class), view0, new PrePrepare(0, run.block(1)), 0);
  }

  private void after(int first, int last, Message message, int sender) {
    assertChangesNothing(3, message.toString(), committee.from(sender, message), first + 1, last);
  }

  /** PBFT-3, PBFT-6, PBFT-7: invalid blocks of the rightful primary, which are its last words. */
  @Test
  void invalidProposalsOfThePrimaryGetNoVoteAndChangeNothing() {
    int from = run.firstFrom(3, 2, Status.class); // a request waits, and nothing happens
    int to = run.firstSaying(3, ViewChange.class);
    assertThat(from).isLessThan(to);
    invalidBlocks()
        .forEach(
            (what, block) ->
                assertChangesNothing(
                    3, what, committee.from(0, new PrePrepare(0, block)), from, to));
  }

  /** Control: with nothing wrong, the same proposal is voted for. */
  @Test
  void aValidProposalAtThatMomentGetsAVote() {
    int at = run.firstSaying(3, ViewChange.class) - 1;
    Input good = committee.from(0, new PrePrepare(0, withHeader(0)));
    List<Output> answers = new ArrayList<>();
    replayWith(3, good, step -> step == at, answers);
    assertThat(said(Prepare.class, answers)).hasSize(1);
  }

  private Map<String, Block> invalidBlocks() {
    Map<String, Block> blocks = new LinkedHashMap<>();
    String[] fields = {
      "nothing",
      "parent",
      "an early time",
      "a late time",
      "state root",
      "receipts root",
      "difficulty"
    };
    for (int field = 1; field < fields.length; field++) {
      blocks.put("wrong " + fields[field], withHeader(field));
    }
    Block parent = run.block(3);
    Block fine = withHeader(0);
    Transaction fresh = committee.request("carol", 1);
    blocks.put("a request executed before", like(fine, parent, run.requests.get(0)));
    blocks.put("a request twice", like(fine, parent, fresh, fresh));
    blocks.put("the parent's sibling", like(fine, run.block(2), fresh));
    return blocks;
  }

  private Block like(Block fine, Block parent, Transaction... requests) {
    ExecutionRoots roots =
        new ExecutionRoots(fine.header().stateRoot(), fine.header().receiptsRoot());
    return committee.child(parent, roots, requests);
  }

  /** A child of block 3 with one field wrong; none if {@code field} is 0. */
  private Block withHeader(int field) {
    Header parent = run.block(3).header();
    Header real = run.block(4).header();
    Hash wrong = Hash.of(Bytes.utf8("wrong"));
    List<Transaction> requests = List.of(run.requests.get(3));
    Header header =
        HeaderFields.at(4)
            .previous(field == 1 ? wrong : parent.hash())
            .timeMs(
                field == 2
                    ? parent.timestampMs() - 1
                    : field == 3
                        ? parent.timestampMs() + committee.chain.clockToleranceMs() + 1_001
                        : parent.timestampMs())
            .merkleRoot(real.merkleRoot())
            .count(1)
            .stateRoot(field == 4 ? wrong : real.stateRoot())
            .receiptsRoot(field == 5 ? wrong : real.receiptsRoot())
            .difficulty(field == 6 ? EASY : Difficulty.NONE)
            .random(real.randomString())
            .made();
    return Block.of(header, requests);
  }

  /** Given before every step of a part of the run, and before single ones of them. */
  private void assertChangesNothing(int node, String what, Input input, int from, int to) {
    assertSameWith(node, what, input, at -> from <= at && at < to);
    for (int only = from; only < to; only += 7) {
      int single = only;
      assertSameWith(node, what + " before step " + only, input, at -> at == single);
    }
  }

  private void assertSameWith(int node, String what, Input input, IntPredicate before) {
    List<RecordingReplica.Step> steps = run.steps(node);
    List<Output> answers = new ArrayList<>();
    List<List<Output>> outputs = replayWith(node, input, before, answers);
    for (Output each : answers) {
      // Whether there is such a part of a snapshot only the host can tell.
      assertThat(each).as(what).isInstanceOfAny(Output.Reject.class, Output.ServeSnapshot.class);
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!outputs.get(i).equals(steps.get(i).outputs())) {
        assertThat(outputs.get(i))
            .as("%s, at step %d: %s", what, i, steps.get(i).input())
            .isEqualTo(steps.get(i).outputs());
      }
    }
  }

  /** Replays the run with one more input; its own outputs are separate in {@code answers}. */
  private List<List<Output>> replayWith(
      int node, Input input, IntPredicate before, List<Output> answers) {
    PbftReplica replica = committee.replica(node);
    List<List<Output>> outputs = new ArrayList<>();
    List<RecordingReplica.Step> steps = run.steps(node);
    for (int i = 0; i < steps.size(); i++) {
      if (before.test(i)) {
        answers.addAll(replica.step(input));
      }
      outputs.add(replica.step(steps.get(i).input()));
    }
    return outputs;
  }

  /** What a replica does depends on its own inputs alone: a second cluster does the same. */
  @Test
  void anotherClusterDoesTheSame() {
    RecordedPbftRun again = new RecordedPbftRun();
    for (int node = 0; node < 4; node++) {
      assertThat(outputs(again, node)).as("node %d", node).isEqualTo(outputs(run, node));
    }
  }

  private static List<List<Output>> outputs(RecordedPbftRun run, int node) {
    return run.steps(node).stream().map(RecordingReplica.Step::outputs).toList();
  }
}
