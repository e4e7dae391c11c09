package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteEvidence.VotePhase;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Membership;

/**
 * What this replica holds of each member's newest votes, for a member that has to know whether it
 * has forgotten some (PBFT-30): those that arrived since the start, and those in certificates of
 * the log. Three statements a member; what a member signs replaces only what it signed before.
 */
final class VoteWitness {
  private final PbftState state;

  /** Whose votes these are: each epoch has one object. */
  private Membership members = new Membership(List.of());

  private final Map<PublicKey, NewestVotes> byMember = new TreeMap<>();

  /** The newest statements of one member; null where it has made none. */
  private static final class NewestVotes {
    private VoteEvidence proposal;
    private VoteEvidence commit;
    private ViewChangeProof viewChange;

    void see(VotePhase phase, long view, long height, Hash block, SignedVote vote) {
      VoteEvidence said = new VoteEvidence(phase, view, height, block, vote);
      if (phase == VotePhase.COMMIT) {
        commit = said.isNewerThan(commit) ? said : commit;
      } else {
        proposal = said.isNewerThan(proposal) ? said : proposal;
      }
    }
  }

  VoteWitness(PbftState state) {
    this.state = state;
  }

  /** A member's message arrived, whether or not it still counts. */
  void observe(Verified verified) {
    NewestVotes votes = of(verified.sender());
    Signature signature = verified.envelope().signature();
    SignedVote vote = new SignedVote(verified.sender(), signature);
    switch (verified.message()) {
      case PrePrepare said -> {
        Block block = said.block();
        votes.see(VotePhase.PRE_PREPARE, said.view(), block.height(), block.hash(), vote);
      }
      case Prepare said ->
          votes.see(VotePhase.PREPARE, said.view(), said.height(), said.block(), vote);
      case Commit said ->
          votes.see(VotePhase.COMMIT, said.view(), said.height(), said.block(), vote);
      case ViewChange said -> {
        ViewChangeProof held = votes.viewChange;
        if (held == null || said.newView() > held.viewChange().newView()) {
          votes.viewChange = new ViewChangeProof(verified.sender(), said, signature);
        }
      }
      default -> {} // no vote
    }
  }

  /** What is held of a member; nothing of a former member. */
  @SuppressWarnings("ReferenceEquality") // each epoch has one object, and this runs for every vote
  private NewestVotes of(PublicKey member) {
    if (members != state.members()) {
      members = state.members();
      byMember.keySet().retainAll(members.keys());
    }
    return members.contains(member)
        ? byMember.computeIfAbsent(member, key -> new NewestVotes())
        : new NewestVotes();
  }

  VoteReport report(PublicKey member, long nonce) {
    NewestVotes held = of(member);
    // Above the decided chain; below it a vote for another block does no harm.
    Stream<VoteEvidence> proposals =
        state.prepared.values().stream().flatMap(each -> each.votes().stream());
    Stream<VoteEvidence> commits =
        state.chain.newestFirst().map(DecidedBlock::certificate).flatMap(VoteEvidence::of);
    Predicate<VoteEvidence> isMembers = each -> each.vote().signer().equals(member);
    List<VoteEvidence> votes =
        Stream.of(
                Stream.concat(proposals.filter(isMembers), Stream.ofNullable(held.proposal)),
                Stream.concat(commits.filter(isMembers).limit(1), Stream.ofNullable(held.commit)))
            .flatMap(each -> each.max(VoteEvidence.BY_AGE).stream())
            .toList();
    return new VoteReport(
        nonce, state.chain.height(), votes, Stream.ofNullable(held.viewChange).toList());
  }
}
