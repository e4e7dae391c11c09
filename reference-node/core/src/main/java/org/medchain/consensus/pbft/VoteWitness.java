package org.medchain.consensus.pbft;

import java.util.List;
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
 * Each member's newest votes that this replica holds, for a member that has to know whether it has
 * forgotten some (PBFT-30): those that arrived since the start, and those in certificates of the
 * log. Three statements for each member; a member's statement replaces only its earlier ones.
 */
final class VoteWitness {
  private final PbftState state;

  /** Whose votes these are: each epoch has one object. */
  private Membership members = new Membership(List.of());

  /** By member's number: every vote passes here. */
  private List<NewestVotes> byMember = List.of();

  /** The newest statements of one member. */
  private static final class NewestVotes {
    private final NewestVote proposal = new NewestVote();
    private final NewestVote commit = new NewestVote();
    private ViewChangeProof viewChange;
  }

  /** One vote, changed in place: most are replaced at the next height. */
  private static final class NewestVote {
    private VotePhase phase;
    private long view;
    private long height;
    private Hash block;
    private Signature signature;

    void see(VotePhase cast, long castView, long castHeight, Hash value, Signature signed) {
      if (signature == null || castView > view || (castView == view && castHeight > height)) {
        phase = cast;
        view = castView;
        height = castHeight;
        block = value;
        signature = signed;
      }
    }

    Stream<VoteEvidence> of(PublicKey member) {
      return Stream.ofNullable(signature)
          .map(each -> new VoteEvidence(phase, view, height, block, new SignedVote(member, each)));
    }
  }

  VoteWitness(PbftState state) {
    this.state = state;
  }

  /** A member's message arrived, whether or not it still counts. */
  void observe(Verified verified) {
    NewestVotes votes = of(verified.sender());
    Signature signature = verified.envelope().signature();
    switch (verified.message()) {
      case PrePrepare said -> {
        Block block = said.block();
        votes.proposal.see(
            VotePhase.PRE_PREPARE, said.view(), block.height(), block.hash(), signature);
      }
      case Prepare said ->
          votes.proposal.see(
              VotePhase.PREPARE, said.view(), said.height(), said.block(), signature);
      case Commit said ->
          votes.commit.see(VotePhase.COMMIT, said.view(), said.height(), said.block(), signature);
      case ViewChange said -> {
        ViewChangeProof held = votes.viewChange;
        if (held == null || said.newView() > held.viewChange().newView()) {
          votes.viewChange = new ViewChangeProof(verified.sender(), said, signature);
        }
      }
      default -> {} // no vote
    }
  }

  /** The votes held of a member; none of a former member. */
  @SuppressWarnings("ReferenceEquality") // each epoch has one object, and this runs for every vote
  private NewestVotes of(PublicKey member) {
    Membership current = state.members();
    if (members != current) {
      byMember = current.keys().stream().map(this::held).toList();
      members = current;
    }
    return held(member);
  }

  private NewestVotes held(PublicKey member) {
    int number = members.indexOf(member);
    return number < 0 ? new NewestVotes() : byMember.get(number);
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
                Stream.concat(proposals.filter(isMembers), held.proposal.of(member)),
                Stream.concat(commits.filter(isMembers).limit(1), held.commit.of(member)))
            .flatMap(each -> each.max(VoteEvidence.BY_AGE).stream())
            .toList();
    return new VoteReport(
        nonce, state.chain.height(), votes, Stream.ofNullable(held.viewChange).toList());
  }
}
