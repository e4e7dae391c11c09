package org.medchain.adversary;

import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** The messages of PBFT's normal case, all alike: a view, a height and a block in a phase. */
final class NormalCaseVotes {
  /** The number of a view is in its low bits, the number of its epoch above. */
  private static final long VIEW_NUMBER = (1L << 40) - 1;

  private static final Map<Integer, ByzantineBehaviour.NormalCasePhase> PHASES =
      Map.of(
          PrePrepare.TYPE.code(), ByzantineBehaviour.NormalCasePhase.PRE_PREPARE,
          Prepare.TYPE.code(), ByzantineBehaviour.NormalCasePhase.PREPARE,
          Commit.TYPE.code(), ByzantineBehaviour.NormalCasePhase.COMMIT);

  /** The subject of a vote. */
  record VoteSlot(long view, long height) implements Comparable<VoteSlot> {
    @Override
    public int compareTo(VoteSlot other) {
      int byHeight = Long.compare(height, other.height);
      return byHeight != 0 ? byHeight : Long.compare(view, other.view);
    }
  }

  private NormalCaseVotes() {}

  /** The phase of the messages of this code. */
  static Optional<ByzantineBehaviour.NormalCasePhase> phaseOf(int code) {
    return Optional.ofNullable(PHASES.get(code));
  }

  /** Where a message of the normal case belongs; empty for all others. */
  static Optional<VoteSlot> ballotOf(Message message) {
    return switch (message) {
      case PrePrepare proposal ->
          Optional.of(new VoteSlot(proposal.view(), proposal.block().height()));
      case Prepare vote -> Optional.of(new VoteSlot(vote.view(), vote.height()));
      case Commit vote -> Optional.of(new VoteSlot(vote.view(), vote.height()));
      default -> Optional.empty();
    };
  }

  static PublicKey primary(Membership members, long view) {
    return members.key((int) ((view & VIEW_NUMBER) % members.size()));
  }
}
