package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MacScheme;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.RejectionReason;

/** PBFT-2 to PBFT-5 at their edges: which proposals and votes are refused, and which kept. */
class NormalCaseRejectionTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final TestHost backup = committee.host(3, committee.replica(3));
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final Block second = committee.child(first, committee.request("alice", 2));
  private final Block other = committee.child(committee.genesis(), committee.request("bob", 1));

  private List<Output> give(int node, Message message) {
    return backup.give(committee.from(node, message));
  }

  private static Prepare prepare(Block block) {
    return new Prepare(0, block.height(), block.hash());
  }

  private static Commit commit(Block block) {
    return new Commit(0, block.height(), block.hash());
  }

  private Output.Reject rejected(int node, String reason) {
    return new Output.Reject(committee.key(node), reason);
  }

  /** PBFT-2: a sender that is not the primary is rejected, and its block gets no vote. */
  @Test
  void onlyThePrimaryProposes() {
    for (int node = 1; node <= 2; node++) {
      assertThat(give(node, new PrePrepare(0, first)))
          .containsExactly(
              new Output.Reject(
                  committee.key(node), RejectionReason.UNAUTHORISED, NormalCase.NOT_THE_PRIMARY));
    }
    assertThat(said(Prepare.class, give(0, new PrePrepare(0, first)))).hasSize(1);
  }

  /** PBFT-2: the first proposal of a view and height counts; a repetition is not punished. */
  @Test
  void aSecondBlockForOneHeightIsRefusedAndTheSameOneIsNot() {
    give(0, new PrePrepare(0, first));
    assertThat(give(0, new PrePrepare(0, first))).isEmpty();
    assertThat(give(0, new PrePrepare(0, other)))
        .containsExactly(rejected(0, "pre-prepare: a second block for one view and height"));
  }

  /** PBFT-6, M07: a request in the chain gets no second place in it, executed or not. */
  @Test
  void aRequestThatStandsInTheChainGetsNoVoteAgain() {
    backup.holdExecutions();
    give(0, committee.decided(first));
    Block again = committee.child(first, committee.request("alice", 1));
    List<Output> outputs = give(0, new PrePrepare(0, again));
    assertThat(said(Prepare.class, outputs)).isEmpty();
    assertThat(only(Output.Reject.class, outputs)).hasSize(1);
    outputs = backup.releaseExecution();
    assertThat(said(Prepare.class, outputs)).isEmpty();
    give(1, prepare(again));
    assertThat(said(Commit.class, give(2, prepare(again))))
        .as("nor when others voted for it")
        .isEmpty();
  }

  /** PBFT-4: the primary's vote is its PRE-PREPARE; with a PREPARE it would vote twice. */
  @Test
  void thePrimarySendsNoPrepare() {
    give(0, new PrePrepare(0, first));
    assertThat(give(0, prepare(first)))
        .containsExactly(rejected(0, "prepare: the sender is the view's primary"));
  }

  /** PBFT-3: one answer to a bad proposal, and it still is the view's only one at its height. */
  @Test
  void aBadProposalIsAnsweredOnceAndKeepsItsPlace() {
    Block unsigned = committee.child(committee.genesis(), unsigned(1));
    PbftState state = committee.state(3);
    NormalCase normalCase = state.normalCase;
    normalCase.onPrePrepare(committee.key(0), new PrePrepare(0, unsigned), Signature.NONE);
    assertThat(state.outbox.drain())
        .as("PBFT-25: no signature, and no other proof is agreed on")
        .containsExactly(rejected(0, "pre-prepare: the request is not signed"));
    normalCase.onPrepare(committee.key(1), prepare(unsigned), Signature.NONE);
    normalCase.advance(1);
    assertThat(state.outbox.drain()).isEmpty();
    normalCase.onPrePrepare(committee.key(0), new PrePrepare(0, first), Signature.NONE);
    assertThat(state.outbox.drain())
        .containsExactly(rejected(0, "pre-prepare: a second block for one view and height"));
  }

  private static Transaction unsigned(long sequence) {
    RequestId name = new RequestId(TestCommittee.client("alice").publicKey(), sequence);
    return Transaction.unsigned(name, 1, Bytes.utf8("a synthetic record"));
  }

  /** PBFT-25: a block with an unchecked request waits for f + 1 votes. */
  @Test
  void anUncheckedRequestWaitsUntilAnHonestReplicaHasCheckedIt() {
    PbftState state = committee.state(committee.with(ClientAuthentication.MAC), 3);
    NormalCase normalCase = state.normalCase;
    Block block = committee.child(committee.genesis(), unsigned(1));
    normalCase.onPrePrepare(committee.key(0), new PrePrepare(0, block), Signature.NONE);
    normalCase.onPrepare(committee.key(1), prepare(other), Signature.NONE);
    assertThat(state.outbox.drain()).as("only the primary, and a vote for another").isEmpty();
    normalCase.onPrepare(committee.key(2), prepare(block), Signature.NONE);
    assertThat(said(Prepare.class, state.outbox.drain())).containsExactly(prepare(block));
  }

  /** PBFT-25: the proposal overtook the request: when that comes, the block gets the vote. */
  @Test
  void aProposalThatOvertookItsRequestIsVotedForWhenThatComes() {
    PbftReplica replica =
        new PbftReplica(
            committee.with(ClientAuthentication.MAC), committee.members, committee.key(3));
    Block block = committee.child(committee.genesis(), unsigned(1));
    assertThat(said(Prepare.class, replica.step(committee.from(0, new PrePrepare(0, block)))))
        .isEmpty();
    assertThat(said(Prepare.class, replica.step(underCodes(unsigned(1)))))
        .containsExactly(prepare(block));
  }

  /** The request as it comes to replica 3. */
  private Input underCodes(Transaction request) {
    MacScheme codes =
        (own, peer, message) ->
            Hash.of(message)
                .toBytes()
                .slice(0, MacScheme.SIZE); // any sender's: it is not about them
    Authenticator authenticator =
        new Authenticator(
            committee.chain.chain(),
            TestCommittee.SCHEME,
            new MessageRegistry(PbftMessages.all()),
            codes,
            committee.keys(3));
    Envelope envelope =
        Envelope.sealWithMacs(
            codes,
            committee.chain.chain(),
            TestCommittee.client("alice"),
            new Request(request),
            List.of(committee.key(3)));
    return new Input.MessageReceived(
        TestCommittee.NOW_NS, (AuthenticationResult.Verified) authenticator.authenticate(envelope));
  }

  /** PBFT-20: the last height of the epoch is still the old members', the next is not. */
  @Test
  void nothingIsVotedForAboveTheEndOfTheEpoch() {
    PbftState state = committee.state(3);
    Epochs.EpochEnding ending = new Epochs.EpochEnding(1, committee.members);
    state.epochs = new Epochs(state.epochs.genesis(), state.epochs.epochs(), Optional.of(ending));
    NormalCase normalCase = state.normalCase;
    normalCase.onPrePrepare(committee.key(0), new PrePrepare(0, first), Signature.NONE);
    for (int node = 1; node <= 3; node++) {
      normalCase.onPrepare(committee.key(node), prepare(first), Signature.NONE);
    }
    assertThat(said(Commit.class, state.outbox.drain())).containsExactly(commit(first));
    normalCase.onPrePrepare(committee.key(0), new PrePrepare(0, second), Signature.NONE);
    assertThat(state.outbox.drain())
        .containsExactly(rejected(0, "pre-prepare: the epoch ends under this height"));
  }

  /** PBFT-24: PREPAREs of this view and four more are kept, for a NEW-VIEW that comes late. */
  @Test
  void preparesAreKeptFromThisViewToTheFourthAfterIt() {
    PbftState state = committee.state(3);
    state.view = 3;
    NormalCase normalCase = state.normalCase;
    for (long view = 0; view <= 9; view++) {
      // The primary of a view sends no PREPARE in it.
      int sender = view % 4 == 1 ? 2 : 1;
      normalCase.onPrepare(
          committee.key(sender), new Prepare(view, 1, first.hash()), Signature.NONE);
    }
    assertThat(state.prepares.votesByView(1).keySet()).containsExactly(3L, 4L, 5L, 6L, 7L);
  }

  /** PBFT-5, PBFT-24: COMMITs of all older views count, and of four later ones of this epoch. */
  @Test
  void commitsAreKeptUpToTheFourthViewAfterThisOne() {
    PbftState state = committee.state(3);
    state.view = 3;
    NormalCase normalCase = state.normalCase;
    for (long view = 0; view <= 9; view++) {
      normalCase.onCommit(committee.key(1), new Commit(view, 1, first.hash()), Signature.NONE);
    }
    assertThat(state.commits.votesByView(1).keySet())
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  /** PBFT-24: COMMITs for decided blocks prove nothing new; those above them are kept. */
  @Test
  void commitsAtDecidedHeightsAreNotKept() {
    PbftState state = committee.state(3);
    NormalCase normalCase = state.normalCase;
    normalCase.onDecided(committee.decided(first));
    normalCase.onCommit(committee.key(1), commit(first), Signature.NONE);
    normalCase.onCommit(committee.key(1), commit(second), Signature.NONE);
    assertThat(state.commits.votesByView(1)).isEmpty();
    assertThat(state.commits.votesByView(2)).hasSize(1);
  }

  /** PBFT-27: PREPAREs are awaited until their block is prepared in their view. */
  @Test
  void preparesAreAwaitedUntilTheirBlockIsPrepared() {
    PbftReplica replica = committee.replica(3);
    TestHost host = committee.host(3, replica);
    assertThat(replica.stillNeeds(prepare(first))).as("before the proposal").isTrue();
    host.give(committee.from(0, new PrePrepare(0, first)));
    assertThat(replica.stillNeeds(prepare(first))).as("one of two").isTrue();
    host.give(committee.from(1, prepare(first)));
    assertThat(replica.stillNeeds(prepare(first))).as("prepared").isFalse();
    assertThat(replica.stillNeeds(prepare(other))).as("for another block").isTrue();
    assertThat(replica.stillNeeds(new Prepare(1, 1, first.hash()))).as("of another view").isTrue();
    assertThat(replica.stillNeeds(prepare(second))).as("at another height").isTrue();
    assertThat(replica.stillNeeds(new PrePrepare(0, first))).as("no vote beyond a quorum").isTrue();
  }

  /** PBFT-27: COMMITs are awaited until their height is decided. */
  @Test
  void commitsAreAwaitedUntilTheirHeightIsDecided() {
    PbftReplica replica = committee.replica(3);
    TestHost host = committee.host(3, replica);
    host.give(committee.from(0, new PrePrepare(0, first)));
    for (int node = 0; node <= 2; node++) {
      assertThat(replica.stillNeeds(commit(first))).isTrue();
      host.give(committee.from(node, commit(first)));
    }
    assertThat(replica.stillNeeds(commit(first))).isFalse();
    assertThat(replica.stillNeeds(commit(other))).isFalse();
    assertThat(replica.stillNeeds(new Commit(1, 1, first.hash()))).isFalse();
    assertThat(replica.stillNeeds(commit(second))).isTrue();
  }

  /** PBFT-4, CONS-3: PREPAREs may outrun the primary's own signature; then it continues. */
  @Test
  void thePrimaryGoesOnWhenItsOwnProposalIsSigned() {
    PbftReplica primary = committee.replica(0);
    List<Output> proposed = primary.step(committee.submitted(committee.request("alice", 1)));
    PrePrepare proposal = said(PrePrepare.class, proposed).get(0);
    Block block = proposal.block();
    for (int node = 1; node <= 3; node++) {
      List<Output> early = primary.step(committee.from(node, prepare(block)));
      assertThat(said(Commit.class, early)).isEmpty();
    }
    Output.Persist entry = only(Output.Persist.class, proposed).get(0);
    primary.step(new Input.Persisted(TestCommittee.NOW_NS, entry.token()));
    List<Output> signed =
        primary.step(
            new Input.MessageSigned(
                TestCommittee.NOW_NS, proposal, committee.seal(committee.keys(0), proposal)));
    assertThat(said(Commit.class, signed)).containsExactly(commit(block));
  }

  /** PBFT-18: a primary that comes back says its proposals again, and votes in no other way. */
  @Test
  void aRestartedPrimaryRepeatsItsProposal() {
    TestHost primary = committee.host(0, committee.replica(0));
    List<Output> before = primary.give(committee.submitted(committee.request("alice", 1)));
    PrePrepare proposal = said(PrePrepare.class, before).get(0);
    TestHost again =
        primary.restarted(committee.replica(0), committee.genesisState(), committee.genesis());
    again.give(new Input.Recovered(TestCommittee.NOW_NS, again.log()));
    List<Output> outputs = committee.startConfirmed(again);
    assertThat(said(PrePrepare.class, outputs)).containsExactly(proposal);
    assertThat(said(Prepare.class, outputs)).isEmpty();
    assertThat(said(Commit.class, outputs)).isEmpty();
  }

  /** PBFT-9: a VIEW-CHANGE shows what was prepared above the decided chain, not in it. */
  @Test
  void whatIsPreparedAgainAtADecidedHeightIsNotReported() {
    give(0, committee.decided(first));
    give(0, new PrePrepare(0, first));
    assertThat(said(Commit.class, give(1, prepare(first)))).hasSize(1);
    give(0, new PrePrepare(0, second));
    give(1, prepare(second));
    backup.give(committee.submitted(committee.request("carol", 1)));
    List<Output> left = backup.fire(ViewTimer.VIEW_CHANGE);
    assertThat(said(ViewChange.class, left)).hasSize(1);
    assertThat(said(ViewChange.class, left).get(0).prepared())
        .extracting(PreparedCertificate::height)
        .containsExactly(2L);
  }

  /** PBFT-5: a decision takes the decided height above it along at once. */
  @Test
  void aDecisionCarriesTheNextHeightWithIt() {
    backup.holdExecutions();
    give(0, new PrePrepare(0, first));
    give(0, new PrePrepare(0, second));
    for (int node = 0; node <= 2; node++) {
      assertThat(committed(give(node, commit(second)))).isEmpty();
    }
    give(0, commit(first));
    give(1, commit(first));
    assertThat(committed(give(2, commit(first)))).containsExactly(first, second);
  }
}
