package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Rejected;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/** NET-7, PBFT-32, PBFT-33: the signature checks that a wrong frame costs. */
class HostileFramesTest {
  /** The largest number of votes that a frame of 8 MiB holds is a little more. */
  private static final int[] VOTES = {
    1, 3, 4, 100, QuorumSizes.MAX_NODES, QuorumSizes.MAX_NODES + 1, 87_000
  };

  private static final int SELF = 3;

  private final CountingSignatures scheme = new CountingSignatures();
  private final TestCommittee committee =
      new TestCommittee(
          4,
          ConsensusTestChain.parameters(HostileFrame.WINDOW, Difficulty.NONE),
          TestCommittee.ONE_EACH,
          100,
          HostileFrame.INTERVAL);
  private final Authenticator authenticator =
      new Authenticator(committee.chain.chain(), scheme, new MessageRegistry(PbftMessages.all()));
  private final PbftReplica replica = committee.replica(SELF);
  private final TestHost host = committee.host(SELF, replica);
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));

  private Optional<AuthenticationResult> arrives(KeyPair sender, Message message) {
    return arrives(committee.seal(sender, message));
  }

  private Optional<AuthenticationResult> arrives(Envelope envelope) {
    return authenticator.authenticate(envelope, replica::screen);
  }

  private static boolean isVerified(Optional<AuthenticationResult> result) {
    return result.filter(Verified.class::isInstance).isPresent();
  }

  @Test
  void noHostileFrameCostsMoreThanOneCheck() {
    Random random = new Random(27);
    for (HostileFrame kind : HostileFrame.values()) {
      for (int votes : VOTES) {
        Message message = kind.of(committee, votes, random);
        for (int sender : List.of(HostileFrame.SENDER, 9)) {
          Optional<AuthenticationResult> result = arrives(committee.keys(sender), message);
          assertThat(isVerified(result)).as("%s of %d votes", kind, votes).isFalse();
          assertThat(scheme.takeChecked())
              .as("checks for %s of %d votes", kind, votes)
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  /** PBFT-33: what is unsound is rejected by the replica too, what is unneeded ignored. */
  @Test
  void whatIsScreenedOutHasNoEffect() {
    Random random = new Random(28);
    Set<HostileFrame> onlyScreened =
        Set.of(
            HostileFrame.VIEW_CHANGE_OUT_OF_RANGE,
            HostileFrame.NEW_VIEW_OUT_OF_RANGE,
            HostileFrame.CHECKPOINT_PROOFS_OF_STRANGERS,
            HostileFrame.CHECKPOINT_PROOFS_REPEATED);
    for (HostileFrame kind : HostileFrame.values()) {
      Message message = kind.of(committee, 5, random);
      KeyPair sender = committee.keys(HostileFrame.SENDER);
      Screening screening = replica.screen(sender.publicKey(), message);
      assertThat(screening).as("%s", kind).isNotInstanceOf(Screening.Needed.class);
      if (!onlyScreened.contains(kind)) {
        List<Output> outputs = host.give(committee.from(sender, message));
        assertThat(outputs).as("%s", kind).allMatch(Output.Reject.class::isInstance);
        if (screening instanceof Screening.Unsound unsound && !outputs.isEmpty()) {
          assertThat(outputs)
              .containsExactly(
                  new Output.Reject(sender.publicKey(), unsound.kind(), unsound.reason()));
        }
      }
    }
  }

  @Test
  void aStrangersVoteIsNotChecked() {
    Optional<AuthenticationResult> result =
        arrives(committee.keys(9), new Prepare(0, 1, first.hash()));
    assertThat(result)
        .contains(new Rejected(committee.key(9), RejectionReason.UNAUTHORISED, "not a member"));
    assertThat(scheme.takeChecked()).isZero();
  }

  /** Control: an honest message of each such kind is checked in full. */
  @Test
  void honestMessagesAreChecked() {
    DecidedBlock decided = committee.decided(first);
    assertThat(isVerified(arrives(committee.keys(1), decided))).isTrue();
    assertThat(scheme.takeChecked()).isEqualTo(4);
    ViewChange change =
        new ViewChange(
            1, committee.emptyChange(1).decided(), List.of(committee.prepared(0, first, 0, 1, 2)));
    assertThat(isVerified(arrives(committee.keys(2), change))).isTrue();
    assertThat(scheme.takeChecked()).isEqualTo(4);
    NewView newView =
        new NewView(
            1,
            List.of(
                committee.proof(0, change),
                committee.proof(1, committee.emptyChange(1)),
                committee.proof(2, change)));
    assertThat(isVerified(arrives(committee.keys(1), newView))).isTrue();
    assertThat(scheme.takeChecked()).isEqualTo(10);
    assertThat(isVerified(arrives(committee.keys(0), new PrePrepare(0, first)))).isTrue();
    assertThat(scheme.takeChecked()).isEqualTo(2);
  }

  /** NET-7: the sender's own signature is checked first, and none after a false one. */
  @Test
  void checkingStopsAtTheFirstFalseSignature() {
    QuorumCertificate sound = committee.commits(0, first, 0, 1, 2);
    List<SignedVote> votes = new ArrayList<>(sound.votes());
    votes.set(1, new SignedVote(committee.key(1), votes.get(0).signature()));
    QuorumCertificate forged = new QuorumCertificate(0, 1, first.hash(), votes);
    Envelope envelope = committee.seal(committee.keys(1), new DecidedBlock(first, forged));
    assertThat(isVerified(arrives(envelope))).isFalse();
    assertThat(scheme.takeChecked()).as("its own and two votes").isEqualTo(3);
    Signature other =
        committee.seal(committee.keys(1), new Prepare(0, 1, first.hash())).signature();
    Envelope unsigned = new Envelope(envelope.code(), committee.key(1), envelope.body(), other);
    assertThat(isVerified(arrives(unsigned))).isFalse();
    assertThat(scheme.takeChecked()).isEqualTo(1);
  }

  /** PBFT-2: a second block of the primary is not checked, of which each request would be. */
  @Test
  void aSecondProposalIsNotChecked() {
    Block second = committee.child(committee.genesis(), committee.request("bob", 1));
    host.give(committee.from(0, new PrePrepare(0, first)));
    assertThat(isVerified(arrives(committee.keys(0), new PrePrepare(0, second)))).isFalse();
    assertThat(scheme.takeChecked()).isZero();
    host.give(committee.from(1, new PrePrepare(1, first)));
    assertThat(arrives(committee.keys(1), new PrePrepare(1, second))).isEmpty();
    assertThat(scheme.takeChecked()).isZero();
  }
}
