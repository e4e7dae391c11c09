package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Block;
import org.medchain.data.Signature;

/** PBFT-3, PBFT-4: how far a replica went with the one proposal of a view and height. */
class SlotTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Block block =
      committee.child(
          committee.genesis(), committee.request("alice", 1));
  private final Slot slot = new Slot(block);

  /** CONS-3: the primary has taken the height, and nothing counts before its host has signed. */
  @Test
  void aNewSlotHoldsItsProposalAndNoVotes() {
    assertThat(slot.proposal).isEqualTo(block);
    assertThat(slot.hash()).isEqualTo(block.hash());
    assertThat(slot.prePrepare).isNull();
    assertThat(slot.prePrepared).isFalse();
    assertThat(slot.prepared).isFalse();
  }

  @Test
  void eachStageIsIndependent() {
    SignedVote vote = new SignedVote(committee.key(0), Signature.NONE);
    slot.prePrepare = vote;
    assertThat(slot.prePrepare).isEqualTo(vote);
    assertThat(slot.prePrepared).isFalse();
    slot.prePrepared = true;
    assertThat(slot.prePrepared).isTrue();
    assertThat(slot.prepared).isFalse();
    slot.prepared = true;
    assertThat(slot.prepared).isTrue();
  }

  /** PBFT-3: the primary is told once why, however often its proposal is looked at again. */
  @Test
  void aProposalIsRefusedOnce() {
    assertThat(slot.reportInvalid()).isTrue();
    assertThat(slot.reportInvalid()).isFalse();
    assertThat(slot.reportInvalid()).isFalse();
    assertThat(slot.prePrepared).isFalse();
  }
}
