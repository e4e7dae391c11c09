package org.medchain.consensus.pbft.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextDigest;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.network.Membership;

/** PBFT-21: proofs of the members' changes are a hash chain, in size and in its extensions. */
class MembershipProofTest {
  private static final int INTERVAL = 4;

  private final TestCommittee committee = new TestCommittee(4, 2, INTERVAL);
  private final Epochs start = Epochs.of(committee.chain.chain(), committee.members);
  private final Membership reversed = new Membership(committee.members.keys().reversed());

  private static Epochs after(Epochs known, Membership next) {
    long last = INTERVAL * (known.current().number() + 1);
    return known.executed(last - 2, next, 2, INTERVAL).after(last);
  }

  private EpochProof proof(Epoch next, int... signers) {
    ContextDigest digest = new ContextDigest(next, Hash.ZERO);
    Checkpoint end = new Checkpoint(next.first() - 1, Hash.ZERO, Hash.ZERO, digest.hash());
    return new EpochProof(committee.checkpoints(end, signers), digest);
  }

  private EpochProof proof(Epoch next) {
    return proof(next, 0, 1, 2);
  }

  private List<EpochProof> proofs(int changes) {
    List<EpochProof> all = new ArrayList<>();
    Epochs known = start;
    for (int i = 0; i < changes; i++) {
      known = after(known, committee.members);
      ContextSummary summary = new ContextSummary(new TreeMap<>(), known, Hash.ZERO);
      Checkpoint end =
          new Checkpoint(known.current().first() - 1, Hash.ZERO, Hash.ZERO, summary.hash());
      all.add(new EpochProof(committee.checkpoints(end, 0, 1, 2), summary.digest()));
    }
    return all;
  }

  @Test
  void theSizeGrowsInProportionToTheChanges() {
    int five = new MembershipProof(proofs(5)).encoded().size();
    int ten = new MembershipProof(proofs(10)).encoded().size();
    int twenty = new MembershipProof(proofs(20)).encoded().size();
    assertThat(twenty - ten).isEqualTo(2 * (ten - five));
    Epochs known = start;
    for (EpochProof proof : proofs(20)) {
      known = proof.extend(known, RecoveryTrust.NONE);
    }
    assertThat(known.current().number()).isEqualTo(20);
  }

  private void refuses(Epochs known, EpochProof forged) {
    assertThat(forged.extend(known, RecoveryTrust.NONE)).isSameAs(known);
  }

  /** Even with a quorum: it signed for another history, or for one that is not known yet. */
  @Test
  void whatDoesNotFollowExtendsNothing() {
    Epochs first = after(start, committee.members);
    Epochs second = after(first, reversed);
    Epoch last = second.current();
    assertThat(proof(last).extend(first, RecoveryTrust.NONE)).isEqualTo(second);
    refuses(first, proof(last, 0, 1));
    refuses(start, proof(last)); // an epoch is skipped
    refuses(second, proof(last)); // known already
    Hash previous = last.previous();
    refuses(first, proof(new Epoch(2, Hash.ZERO, last.first(), reversed)));
    refuses(first, proof(new Epoch(2, first.current().previous(), last.first(), reversed)));
    refuses(first, proof(new Epoch(3, previous, last.first(), reversed)));
    refuses(first, proof(new Epoch(1, previous, last.first(), reversed)));
    Epochs other = after(start, reversed);
    refuses(other, proof(last)); // of those who came before, one set is another
    refuses(first, proof(after(other, reversed).current()));
  }

  @Test
  void nobodySignsForOtherMembers() {
    Epoch next = after(start, committee.members).current();
    EpochProof honest = proof(next);
    Epoch forged = new Epoch(1, next.previous(), next.first(), reversed);
    assertMalformed(
        () -> new EpochProof(honest.certificate(), new ContextDigest(forged, Hash.ZERO)));
  }

  /** PBFT-15: a snapshot names all epochs, and its hash covers all of them. */
  @Test
  void theListOfASnapshotIsTheChainThatWasSigned() {
    Epochs known = after(after(start, committee.members), committee.members);
    List<Epoch> listed = new ArrayList<>(known.epochs());
    listed.set(1, new Epoch(1, listed.get(1).previous(), listed.get(1).first(), reversed));
    Bytes forged = new Epochs(known.genesis(), listed, Optional.empty()).encoded();
    assertMalformed(() -> Decoder.decode(forged, Epochs.CODEC::decode))
        .hasMessageContaining("epoch 2 does not name the one before it");
    assertThat(Decoder.decode(known.encoded(), Epochs.CODEC::decode)).isEqualTo(known);
    Epochs other = after(after(start, reversed), committee.members);
    assertThat(hash(other)).isNotEqualTo(hash(known));
  }

  /** PBFT-15: a list without its oldest epochs has the hash that was signed; it is refused. */
  @Test
  void theListOfASnapshotBeginsWithTheFirstEpoch() {
    Epochs known = after(after(start, committee.members), committee.members);
    Epochs cut = new Epochs(known.genesis(), known.epochs().subList(1, 3), Optional.empty());
    assertThat(hash(cut)).as("what hides it").isEqualTo(hash(known));
    assertMalformed(() -> Decoder.decode(cut.encoded(), Epochs.CODEC::decode));
  }

  /** All else of a context is signed too. */
  @Test
  void theHashCoversTheRestOfAContext() {
    Epochs known = after(start, committee.members);
    Epochs ending = known.executed(6, reversed, 2, INTERVAL);
    Epochs elsewhere = new Epochs(Hash.ZERO, known.epochs(), Optional.empty());
    TreeMap<Long, ExecutionRoots> roots = new TreeMap<>();
    roots.put(4L, new ExecutionRoots(Hash.ZERO, Hash.ZERO));
    Hash clients = Hash.of(Bytes.utf8("clients"));
    assertThat(
            List.of(
                hash(known),
                hash(ending),
                hash(elsewhere),
                new ContextSummary(roots, known, Hash.ZERO).hash(),
                new ContextSummary(new TreeMap<>(), known, clients).hash()))
        .doesNotHaveDuplicates();
  }

  private static Hash hash(Epochs epochs) {
    return new ContextSummary(new TreeMap<>(), epochs, Hash.ZERO).hash();
  }
}
