package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Screening;

/** PBFT-10, PBFT-15, PBFT-17, PBFT-20: certificates of a quorum, sound except for one fault. */
class CertificateSoundnessTest {
  private static final KeyPair STRANGER = TestCommittee.client("mallory");
  private static final long NEXT_EPOCH = ViewNumbers.first(1);

  private final TestCommittee committee = new TestCommittee(4, 2, 2);
  private final IsolatedReplica ahead = new IsolatedReplica(committee, 0);
  private final IsolatedReplica behind = new IsolatedReplica(committee, 3);
  private final Epochs epochs = Epochs.of(committee.chain.chain(), committee.members);
  private final Block first = committee.child(committee.genesis());

  private QuorumCertificate commits(long view, long height, Hash block) {
    List<SignedVote> votes = new ArrayList<>();
    for (int node = 0; node < 3; node++) {
      votes.add(committee.vote(Commit.TYPE.name(), committee.keys(node), view, height, block));
    }
    return new QuorumCertificate(view, height, block, votes);
  }

  /** One invalid vote makes the whole certificate invalid. */
  @Test
  void everyPrepareOfACertificateCounts() {
    assertThat(committee.prepared(0, first, 0, 1, 2).suffices(committee.members)).isTrue();
    assertThat(committee.prepared(0, first, 0, 1, 2, 3).suffices(committee.members)).isTrue();
    for (int more : new int[] {0, 1, 4}) {
      assertThat(committee.prepared(0, first, 0, 1, 2, more).suffices(committee.members))
          .as("the primary, a backup again, a stranger: " + more)
          .isFalse();
    }
  }

  @Test
  void everyCheckpointOfACertificateCounts() {
    Checkpoint two = ahead.executeTo(2).get(0);
    assertThat(committee.checkpoints(two, 0, 1, 2).suffices(committee.members)).isTrue();
    for (int more : new int[] {0, 4}) {
      assertThat(committee.checkpoints(two, 0, 1, 2, more).suffices(committee.members)).isFalse();
    }
  }

  /** PBFT-12: a decided block, and a certificate of its hash at another height. */
  @Test
  void aCertificateOfAnotherHeightProvesNoBlock() {
    QuorumCertificate right = commits(0, 1, first.hash());
    QuorumCertificate wrong = commits(0, 2, first.hash());
    assertThat(decided(new DecidedBlock(first, wrong))).hasSize(1);
    assertThat(decided(new DecidedBlock(first, right))).isEmpty();
  }

  private List<Output.Reject> decided(DecidedBlock block) {
    behind.state.admits(committee.key(0), behind.catchUp.screen(block));
    return only(Output.Reject.class, behind.outputs());
  }

  private void assertRefused(Checkpoint checkpoint, Block tip, QuorumCertificate certificate) {
    StableCheckpoint message =
        new StableCheckpoint(
            committee.checkpoints(checkpoint, 0, 1, 2),
            new DecidedBlock(tip, certificate),
            List.of());
    assertThat(behind.transfer.screen(message))
        .isEqualTo(new Screening.Unsound(StateTransfer.UNSOUND));
  }

  /** PBFT-17: checkpoint, block and certificate belong to one block at one height. */
  @Test
  void aStableCheckpointIsOfOneBlock() {
    Checkpoint two = ahead.executeTo(2).get(0);
    Block tip = ahead.state.chain.tip().block();
    Block below = ahead.state.chain.at(1).orElseThrow().block();
    Block other = committee.child(below, committee.request("mallory", 1));
    assertRefused(two, other, commits(0, 2, other.hash()));
    assertRefused(two, tip, commits(0, 2, other.hash()));
    assertRefused(two, tip, commits(0, 4, tip.hash()));
    Checkpoint four = new Checkpoint(4, two.block(), two.stateRoot(), two.context());
    assertRefused(four, tip, commits(0, 4, tip.hash()));
  }

  /** PBFT-20: epoch 0's views prove nothing in epoch 1, at any height. */
  @Test
  void anEpochProvesItsOwnViewsOnly() {
    Epoch next = new Epoch(1, Hash.ZERO, 5, committee.members);
    assertThat(next.proves(commits(NEXT_EPOCH, 6, first.hash()))).isTrue();
    assertThat(next.proves(commits(0, 6, first.hash()))).isFalse();
  }

  /** PBFT-10: neither the wanted view nor that of a certificate belongs to another epoch. */
  @Test
  void aViewChangeIsOfItsEpoch() {
    Epochs second = epochs.executed(2, committee.members, 2, 2).after(4); // from height 5 on
    QuorumCertificate stable = commits(NEXT_EPOCH, 5, Hash.ZERO);
    assertThat(new ViewChange(NEXT_EPOCH + 1, stable, List.of()).isSound(second)).isTrue();
    assertThat(new ViewChange(1, stable, List.of()).isSound(second)).isFalse();
    Block high = first;
    while (high.height() < 6) {
      high = committee.child(high);
    }
    int primary = committee.numberOf(ViewNumbers.primary(committee.members, NEXT_EPOCH));
    PreparedCertificate own = committee.prepared(NEXT_EPOCH, high, primary, others(primary));
    assertThat(new ViewChange(NEXT_EPOCH + 1, stable, List.of(own)).isSound(second)).isTrue();
    primary = committee.numberOf(ViewNumbers.primary(committee.members, 0));
    PreparedCertificate old = committee.prepared(0, high, primary, others(primary));
    assertThat(new ViewChange(NEXT_EPOCH + 1, stable, List.of(old)).isSound(second)).isFalse();
  }

  /** PBFT-9: a result under one set of epochs does not count under another one. */
  @Test
  void theSameViewChangeIsJudgedByTheEpochsThatAreAskedAbout() {
    Epochs second = epochs.executed(2, committee.members, 2, 2).after(4);
    ViewChange change =
        new ViewChange(NEXT_EPOCH + 1, commits(NEXT_EPOCH, 5, Hash.ZERO), List.of());
    assertThat(change.isSound(epochs)).isFalse();
    assertThat(change.isSound(second)).isTrue();
    assertThat(change.isSound(second)).isTrue();
    assertThat(change.isSoundIn(second.epochs().get(0), second)).isFalse();
    assertThat(change.isSound(epochs)).isFalse();
  }

  private static int[] others(int primary) {
    return new int[] {(primary + 1) % 4, (primary + 2) % 4};
  }

  /** PBFT-9: no member goes back to a view, and a stranger leaves none. */
  @Test
  void viewsAreLeftForwardsAndByMembers() {
    behind.views.startViewChange(2);
    assertThat(only(Output.Sign.class, behind.outputs())).hasSize(1);
    behind.views.startViewChange(2);
    behind.views.startViewChange(1);
    assertThat(behind.outputs()).isEmpty();
    assertThat(behind.state.view).isEqualTo(2);
    IsolatedReplica stranger = new IsolatedReplica(committee, 4);
    stranger.views.startViewChange(1);
    assertThat(stranger.outputs()).isEmpty();
  }

  /** PBFT-6: a request is only once in a block, too. */
  @Test
  void aBlockThatHoldsARequestTwiceIsRefused() {
    TestCommittee two = new TestCommittee(4, 2, new BatchLimits(2, 10_000, 0), 100);
    PbftState state = two.state(3);
    NormalCase normalCase = state.normalCase;
    Block twice = two.child(two.chain.genesis(), two.request("alice", 1), two.request("alice", 1));
    normalCase.onPrePrepare(two.key(0), new PrePrepare(0, twice), Signature.NONE);
    assertThat(only(Output.Reject.class, state.outbox.drain())).hasSize(1);
  }

  /** PBFT-24: COMMITs of an epoch to come are not kept: its members are not known yet. */
  @Test
  void commitsOfAnotherEpochAreNotKept() {
    PbftState state = behind.state;
    NormalCase normalCase = state.normalCase;
    state.view = NEXT_EPOCH - 1;
    Commit vote = new Commit(NEXT_EPOCH, 1, first.hash());
    normalCase.onCommit(committee.key(0), vote, Signature.NONE);
    assertThat(state.commits.votesByView(1)).isEmpty();
  }

  private static void assertMalformed(Bytes encoded, Function<Decoder, ?> read) {
    assertThatThrownBy(() -> Decoder.decode(encoded, read::apply))
        .isInstanceOf(MalformedInput.class);
  }

  /** PBFT-15: there is one context for each hash, with the one table that it names. */
  @Test
  void aContextOfAnotherClientTableIsRefused() {
    ahead.stableTo(2);
    CheckpointContext context = ahead.checkpoints.lastStable.orElseThrow().context();
    assertThat(Decoder.decode(context.encoded(), CheckpointContext::decode)).isEqualTo(context);
    CheckpointContext other = CheckpointContext.of(context.summary(), Bytes.utf8("another table"));
    assertMalformed(other.encoded(), CheckpointContext::decode);
  }

  /** PBFT-20: there is an epoch, and it ends once. */
  @Test
  void epochsAreSomeAndOneOfThemEnds() {
    Epochs.EpochEnding ending = new Epochs.EpochEnding(4, committee.members);
    Bytes none = new Encoder().hash(Hash.ZERO).list(List.<Epoch>of()).list(List.of()).toBytes();
    assertMalformed(none, Epochs.CODEC::decode);
    Bytes two =
        new Encoder().hash(Hash.ZERO).list(epochs.epochs()).list(List.of(ending, ending)).toBytes();
    assertMalformed(two, Epochs.CODEC::decode);
  }

  @Test
  void viewsHeightsAndFlagsHaveTheirRange() {
    assertMalformed(new Encoder().int64(-1).toBytes(), Codec.NATURAL::decode);
    for (int flag = 0; flag <= 2; flag++) {
      Bytes body = new Encoder().int64(1).uint8(flag).int64(2).int64(3).toBytes();
      Envelope envelope =
          new Envelope(Status.TYPE.code(), STRANGER.publicKey(), body, Signature.NONE);
      if (flag < 2) {
        assertThat(Status.TYPE.decoder().apply(envelope)).isEqualTo(new Status(1, flag == 1, 2, 3));
      } else {
        assertThatThrownBy(() -> Status.TYPE.decoder().apply(envelope))
            .isInstanceOf(MalformedInput.class);
      }
    }
  }
}
