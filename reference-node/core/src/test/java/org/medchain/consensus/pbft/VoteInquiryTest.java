package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteEvidence.VotePhase;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** PBFT-29: replica 3 restarts, and asks for its votes; the test speaks for the others. */
class VoteInquiryTest {
  private static final int SELF = 3;

  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final Block second = committee.child(first, committee.request("alice", 2));
  private PbftReplica replica = committee.replica(SELF);
  private TestHost host = committee.host(SELF, replica);

  private void restart(List<Bytes> log) {
    replica = committee.replica(SELF);
    host = committee.host(SELF, replica);
    host.give(new Input.Recovered(host.nowNs(), log));
    host.give(new Input.Started(host.nowNs()));
  }

  private List<Output> give(int node, Message message) {
    return host.give(committee.from(node, message));
  }

  private VoteReport report(long decided, VoteEvidence... votes) {
    return new VoteReport(host.nowNs(), decided, List.of(votes), List.of());
  }

  private VoteEvidence own(VotePhase phase, String domain, long view, Block block) {
    return new VoteEvidence(
        phase,
        view,
        block.height(),
        block.hash(),
        committee.vote(domain, committee.keys(SELF), view, block.height(), block.hash()));
  }

  private VoteEvidence ownPrepare(long view, Block block) {
    return own(VotePhase.PREPARE, Prepare.TYPE.name(), view, block);
  }

  private VoteEvidence ownCommit(long view, Block block) {
    return own(VotePhase.COMMIT, Commit.TYPE.name(), view, block);
  }

  private static List<Message> votes(List<Output> outputs) {
    return said(Message.class, outputs).stream()
        .filter(
            each ->
                !(each instanceof Status)
                    && !(each instanceof VoteQuery)
                    && !(each instanceof VoteReport))
        .toList();
  }

  /** The log of a replica that sent PREPARE for the first block. */
  private List<Bytes> prepared() {
    give(0, new PrePrepare(0, first));
    return host.log();
  }

  @Example
  void itVotesWhenAQuorumHoldsNothingNewer() {
    List<Bytes> log = prepared();
    restart(log);
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.UNCONFIRMED);
    assertThat(votes(give(0, report(0)))).isEmpty();
    List<Output> outputs = give(1, report(0, ownPrepare(0, first)));
    assertThat(votes(outputs)).containsExactly(new Prepare(0, 1, first.hash()));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.INTACT);
  }

  @Example
  void untilThenItSignsNothingThatCounts() {
    List<Bytes> log = prepared();
    restart(log);
    List<Output> outputs = new ArrayList<>(host.give(committee.submitted(bobs())));
    outputs.addAll(give(1, new Prepare(0, 1, first.hash())));
    outputs.addAll(give(2, new Prepare(0, 1, first.hash())));
    outputs.addAll(host.fire(ViewTimer.VIEW_CHANGE));
    outputs.addAll(host.fire(CatchUp.RETRANSMIT));
    for (int node = 0; node < SELF; node++) {
      outputs.addAll(give(node, committee.emptyChange(1)));
    }
    assertThat(votes(outputs)).isEmpty();
    assertThat(said(VoteQuery.class, outputs)).as("it asks again").hasSize(1);
    assertThat(host.timers()).as("the view timer still runs").contains(ViewTimer.VIEW_CHANGE);
  }

  private Transaction bobs() {
    return committee.request("bob", 1);
  }

  @Example
  void aProposalThatCameMeanwhileIsNotRepeated() {
    restart(List.of());
    give(0, new PrePrepare(0, first));
    give(0, report(0));
    assertThat(votes(give(1, report(0)))).containsExactly(new Prepare(0, 1, first.hash()));
  }

  /** PBFT-16: nobody votes under the low water mark. */
  @Example
  void aProposalThatIsStableMeanwhileGetsNoVote() {
    TestCommittee everyHeight = new TestCommittee(4, 2, 1);
    TestHost asking = everyHeight.host(SELF, everyHeight.replica(SELF));
    asking.give(new Input.Recovered(asking.nowNs(), List.of()));
    asking.give(new Input.Started(asking.nowNs()));
    Block block = everyHeight.child(everyHeight.chain.genesis(), everyHeight.request("alice", 1));
    asking.give(everyHeight.from(0, new PrePrepare(0, block)));
    List<Output> outputs = asking.give(everyHeight.from(0, everyHeight.decided(block)));
    Checkpoint own = said(Checkpoint.class, outputs).get(0);
    asking.give(everyHeight.from(0, own));
    asking.give(everyHeight.from(1, own));
    VoteReport nothingNewer = new VoteReport(asking.nowNs(), 1, List.of(), List.of());
    asking.give(everyHeight.from(0, nothingNewer));
    assertThat(votes(asking.give(everyHeight.from(1, nothingNewer)))).isEmpty();
  }

  /** An old copy: an own vote is missing in its log. */
  @Example
  void anOldCopyNeverVotesAgain() {
    restart(List.of());
    give(0, report(0, ownPrepare(0, first)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.LOST);
    List<Output> outputs = new ArrayList<>(give(1, report(0)));
    outputs.addAll(give(2, report(0)));
    outputs.addAll(give(0, new PrePrepare(0, first)));
    outputs.addAll(host.give(committee.submitted(bobs())));
    outputs.addAll(host.fire(ViewTimer.VIEW_CHANGE));
    assertThat(votes(outputs)).isEmpty();
    restart(host.log());
    committee.startConfirmed(host);
    assertThat(replica.voteMemory()).as("its log remembers").isEqualTo(VoteMemory.LOST);
  }

  @Example
  void aForgottenCommitIsSeenToo() {
    restart(prepared());
    give(0, report(0, ownPrepare(0, first), ownCommit(0, first)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.LOST);
  }

  @Example
  void aForgottenViewIsSeen() {
    restart(prepared());
    NewView.ViewChangeProof left = committee.proof(SELF, committee.emptyChange(2));
    give(0, new VoteReport(host.nowNs(), 0, List.of(), List.of(left)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.LOST);
  }

  /** Others' votes for a height are not its own. */
  @Example
  void anOthersVoteDoesNotHideAForgottenOne() {
    restart(prepared());
    give(1, new Prepare(0, 2, second.hash()));
    give(0, report(0, ownPrepare(0, second)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.LOST);
  }

  /** Nobody can invent a vote of another: each signature in a report is the member's own. */
  @Example
  void anInventedVoteCountsForNothing() {
    restart(prepared());
    VoteEvidence invented =
        new VoteEvidence(
            VotePhase.COMMIT,
            0,
            1,
            first.hash(),
            new SignedVote(committee.key(SELF), ownCommit(0, second).vote().signature()));
    assertThat(committee.from(0, report(0, invented))).isInstanceOf(Input.MessageRejected.class);
    NewView.ViewChangeProof left =
        new NewView.ViewChangeProof(
            committee.key(SELF),
            committee.emptyChange(2),
            committee.proof(SELF, committee.emptyChange(3)).signature());
    VoteReport report = new VoteReport(host.nowNs(), 0, List.of(), List.of(left));
    assertThat(committee.from(0, report)).isInstanceOf(Input.MessageRejected.class);
  }

  /** A vote in the view for which it was waiting was cast after it had entered that view. */
  @Example
  void aVoteInAViewThatTheLogNeverEnteredIsNewer() {
    WriteAheadLog.LogRecord left = new WriteAheadLog.LogRecord.ViewLeft(committee.emptyChange(1));
    restart(List.of(left.encoded()));
    give(0, report(0, ownPrepare(1, first)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.LOST);
  }

  /** Votes for blocks in the decided chain, or in a view that was left, do no harm. */
  @Example
  void anOlderVoteIsNoLoss() {
    WriteAheadLog.LogRecord decided =
        new WriteAheadLog.LogRecord.BlockDecided(committee.decided(first));
    WriteAheadLog.LogRecord left = new WriteAheadLog.LogRecord.ViewLeft(committee.emptyChange(1));
    restart(List.of(decided.encoded()));
    give(0, report(1, ownCommit(0, first)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.UNCONFIRMED);
    restart(List.of(decided.encoded(), left.encoded()));
    give(0, report(1, ownPrepare(0, second)));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.UNCONFIRMED);
  }

  /** f + 1 have decided more, so an honest one has, and sends it. */
  @Example
  void itFirstDecidesWhatTheOthersHaveDecided() {
    restart(List.of());
    give(0, report(1));
    give(1, report(1));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.UNCONFIRMED);
    give(0, committee.decided(first));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.INTACT);
  }

  @Example
  void oneThatClaimsAHeightStopsNobody() {
    restart(List.of());
    give(0, report(1_000_000));
    give(1, report(0));
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.INTACT);
  }

  /** Reports of another start, of one member twice, or with other votes count for nothing. */
  @Example
  void whatIsNoAnswerDoesNotCount() {
    restart(List.of());
    give(0, new VoteReport(host.nowNs() - 1, 0, List.of(), List.of()));
    give(1, report(0));
    give(1, report(0));
    VoteEvidence foreign =
        new VoteEvidence(
            VotePhase.COMMIT,
            0,
            1,
            first.hash(),
            committee.vote(Commit.TYPE.name(), committee.keys(1), 0, 1, first.hash()));
    List<Output> refused = give(2, report(0, foreign));
    assertThat(only(Output.Reject.class, refused)).hasSize(1);
    NewView.ViewChangeProof others = committee.proof(1, committee.emptyChange(2));
    refused = give(2, new VoteReport(host.nowNs(), 0, List.of(), List.of(others)));
    assertThat(only(Output.Reject.class, refused)).hasSize(1);
    assertThat(replica.voteMemory()).isEqualTo(VoteMemory.UNCONFIRMED);
  }

  /** A report has a bound: two votes and a VIEW-CHANGE. */
  @Example
  void aReportOfMoreIsMalformed() {
    VoteEvidence vote = ownCommit(0, first);
    NewView.ViewChangeProof left = committee.proof(SELF, committee.emptyChange(2));
    assertMalformed(() -> new VoteReport(1, 0, List.of(vote, vote, vote), List.of()));
    assertMalformed(() -> new VoteReport(1, 0, List.of(), List.of(left, left)));
    assertThat(new VoteReport(1, 0, List.of(vote, vote), List.of(left)).votes()).hasSize(2);
  }

  /** PBFT-30: a member is told its signed votes, from messages and from certificates alike. */
  @Example
  void aWitnessTellsTheNewestVotes() {
    give(1, new Commit(0, 2, second.hash()));
    give(1, new Commit(0, 1, first.hash()));
    give(1, new Prepare(0, 1, first.hash()));
    give(1, committee.emptyChange(3));
    VoteReport report = said(VoteReport.class, give(1, new VoteQuery(5))).getFirst();
    assertThat(report.nonce()).isEqualTo(5);
    assertThat(report.votes())
        .extracting(each -> each.phase() + " " + each.height())
        .containsExactly("PREPARE 1", "COMMIT 2");
    assertThat(report.viewChanges()).hasSize(1);
  }

  /** All restart at once, and each answers while it asks itself. */
  @Example
  void theOneThatAsksIsAskedBack() {
    restart(List.of());
    List<Output> outputs = give(0, new VoteQuery(1));
    assertThat(said(VoteReport.class, outputs)).hasSize(1);
    assertThat(said(VoteQuery.class, outputs)).hasSize(1);
    assertThat(said(VoteQuery.class, give(0, new VoteQuery(1))))
        .as("once: two that wait must not keep each other busy")
        .isEmpty();
  }
}
