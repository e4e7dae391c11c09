package org.medchain.consensus.pbft.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/** PBFT-42: who may begin an epoch over the rest of a chain, and who follows it. */
class RecoveryProofTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final KeyPair center = TestCommittee.client("center");
  private final KeyPair other = TestCommittee.client("another center");
  private final Hash chain = committee.chain.chain();
  private final Epochs start = Epochs.of(chain, committee.members);

  private EpochProof recovery(KeyPair by, long height, Hash block) {
    return left(height, block).recovery(by.publicKey(), said -> signature(by, said));
  }

  private SurvivingChain left(long height, Hash block) {
    QuorumCertificate last = new QuorumCertificate(0, height, block, List.of());
    return new SurvivingChain(List.of(), Map.of(), start, last, List.of(), List.of());
  }

  private Signature signature(KeyPair by, Checkpoint said) {
    Bytes signing =
        Attestation.signingBytes(Checkpoint.TYPE.name(), chain, by.publicKey(), said.encoded());
    return TestCommittee.SCHEME.sign(by.secretKey(), signing);
  }

  private MembershipHistory accepting(EpochProof... accepted) {
    List<Hash> ids = List.of(accepted).stream().map(EpochProof::id).toList();
    ChainParameters parameters =
        new ChainParameters(
            committee.genesis(),
            committee.chain.window(),
            committee.chain.difficulty(),
            committee.chain.clockToleranceMs(),
            committee.chain.right(),
            RequestForm.ANY,
            new RecoveryTrust(Optional.of(center.publicKey()), ids));
    return MembershipHistory.of(parameters, committee.members);
  }

  private static MembershipHistory told(MembershipHistory known, EpochProof proof) {
    return known.with(proof.encoded(), TestCommittee.SCHEME);
  }

  @Test
  void whatTheOwnerAcceptsIsFollowed() {
    EpochProof recovery = recovery(center, 7, Hash.MAX);
    MembershipHistory known = told(accepting(recovery), recovery);
    assertThat(known.members(1)).isEqualTo(new Membership(List.of(center.publicKey())));
    assertThat(known.first(1)).isEqualTo(8);
    assertThat(known.endOf(0).block()).isEqualTo(Hash.MAX);
    assertThat(told(known, recovery)).isSameAs(known);
  }

  @Test
  void theOwnerIsAskedBeforeAnythingIsFollowed() {
    EpochProof recovery = recovery(center, 7, Hash.MAX);
    MembershipHistory known = accepting();
    assertThatThrownBy(() -> told(known, recovery))
        .isInstanceOf(UnacceptedRecoveryException.class)
        .hasMessageContaining("continues above block 7");
    // A replica judges in the same way.
    RecoveryTrust trust = new RecoveryTrust(Optional.of(center.publicKey()), List.of());
    assertThat(recovery.extend(start, trust)).isSameAs(start);
    assertThat(recovery.unaccepted(start, trust)).hasValue(recovery.statement());
  }

  @Test
  void nobodyElseRecoversAChain() {
    EpochProof forged = recovery(other, 7, Hash.MAX);
    MembershipHistory known = accepting(forged);
    assertThat(told(known, forged)).isSameAs(known);
    EpochProof inItsName =
        left(7, Hash.MAX).recovery(center.publicKey(), said -> signature(other, said));
    assertMalformed(() -> told(accepting(inItsName), inItsName));
    assertThat(recovery(center, 7, Hash.MAX).isRecoveryBy(other.publicKey())).isFalse();
  }

  @Test
  void anEpochThatDoesNotBeginAboveTheBlockIsNone() {
    EpochProof recovery = recovery(center, 7, Hash.MAX);
    Checkpoint said = new Checkpoint(6, Hash.MAX, Hash.ZERO, recovery.digest().hash());
    EpochProof wrong =
        new EpochProof(
            new CheckpointCertificate(
                said, List.of(new SignedVote(center.publicKey(), signature(center, said)))),
            recovery.digest());
    MembershipHistory known = accepting(wrong);
    assertThat(told(known, wrong)).isSameAs(known);
  }

  @Test
  void twoRecoveriesOfOneEpochAreAnAlarm() {
    EpochProof first = recovery(center, 7, Hash.MAX);
    EpochProof second = recovery(center, 5, Hash.MAX);
    MembershipHistory known = told(accepting(first), first);
    assertThatThrownBy(() -> told(known, second))
        .isInstanceOf(UnacceptedRecoveryException.class)
        .hasMessageStartingWith("ALARM");
  }

  private EpochProof signed(Epoch next, long height, Hash stateRoot) {
    CheckpointContext.ContextDigest digest = new CheckpointContext.ContextDigest(next, Hash.ZERO);
    Checkpoint said = new Checkpoint(height, Hash.MAX, stateRoot, digest.hash());
    SignedVote vote = new SignedVote(center.publicKey(), signature(center, said));
    return new EpochProof(new CheckpointCertificate(said, List.of(vote)), digest);
  }

  private EpochProof end(EpochProof begun, long height) {
    Epoch next = begun.digest().current().next(height + 1, committee.members);
    return signed(next, height, Hash.MAX);
  }

  /** A key stolen later can sign another end, for readers without the true one. */
  @Test
  void theEndOfTheCentersEpochIsAcceptedWithIt() {
    EpochProof recovery = recovery(center, 7, Hash.MAX);
    EpochProof end = end(recovery, 12);
    MembershipHistory begun = told(accepting(recovery, end), recovery);
    MembershipHistory known = told(begun, end);
    assertThat(known.members(2)).isEqualTo(committee.members);
    assertThat(known.first(2)).isEqualTo(13);
    for (EpochProof second : List.of(end(recovery, 16), recovery(center, 5, Hash.MAX))) {
      for (MembershipHistory each : List.of(begun, known)) {
        assertThatThrownBy(() -> told(each, second))
            .isInstanceOf(UnacceptedRecoveryException.class)
            .hasMessageStartingWith("ALARM");
      }
    }
    assertThat(recovery.idWith(end)).isNotEqualTo(recovery.idWith(end(recovery, 16)));
  }

  /** The center signs its checkpoints as members do, that of the last block before it too. */
  @Test
  void aCheckpointOfTheCenterEndsNothing() {
    EpochProof recovery = recovery(center, 7, Hash.MAX);
    EpochProof end = end(recovery, 12);
    MembershipHistory known = told(told(accepting(recovery, end), recovery), end);
    for (long height : List.of(7L, 10L)) {
      EpochProof checkpoint = signed(recovery.digest().current(), height, Hash.MAX);
      assertThat(told(known, checkpoint)).as("height %d", height).isSameAs(known);
    }
  }
}
