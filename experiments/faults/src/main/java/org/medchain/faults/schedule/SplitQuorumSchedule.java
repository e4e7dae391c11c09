package org.medchain.faults.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;

/**
 * An adversarial network without Byzantine members, as in the proofs of PBFT: in the first view one
 * host alone receives a quorum of PREPAREs, in the second, without it, another one alone receives a
 * quorum of COMMITs, and the third begins without that second host. So certificates of two views
 * meet in one NEW-VIEW, and one host's decision is known by certificates alone.
 */
final class SplitQuorumSchedule implements NetworkSchedule {
  private static final int PERMILLE = 250;

  /** Who alone is prepared in the first view. */
  private final ScheduledHost prepared;

  /** Who alone decides in the second. */
  private final ScheduledHost decided;

  private int episode;

  private SplitQuorumSchedule(ScheduledHost prepared, ScheduledHost decided) {
    this.prepared = prepared;
    this.decided = decided;
  }

  /** For some of the plans without a Byzantine member. */
  static Optional<SplitQuorumSchedule> of(ScheduledSystem world) {
    SchedulePlan plan = world.plan();
    SeededDraws draw = SeededDraws.of(plan.seed(), "squeeze");
    boolean wanted =
        plan.kind() == ScheduleKind.PBFT
            && plan.byzantine().isEmpty()
            && !plan.isolatedHost()
            && draw.chance(PERMILLE);
    if (!wanted) {
      return Optional.empty();
    }
    List<ScheduledHost> hosts = world.hosts().subList(0, plan.nodes());
    ScheduledHost one = draw.pick(hosts);
    ScheduledHost other = draw.pick(hosts.stream().filter(host -> host != one).toList());
    return Optional.of(new SplitQuorumSchedule(one, other));
  }

  @Override
  public void nextEpisode() {
    episode++;
  }

  @Override
  public boolean expiresViewTimers(boolean drawn) {
    return drawn || episode == 2 || episode == 3;
  }

  @Override
  public int episodeLengthFactor() {
    return episode <= 3 ? 3 : 1;
  }

  @Override
  public Set<Endpoint> isolated() {
    return switch (episode) {
      case 2 -> Set.of(prepared);
      case 3 -> Set.of(decided);
      default -> Set.of();
    };
  }

  @Override
  public boolean drops(PendingMessage parcel) {
    int code = parcel.envelope().envelope().code();
    return (episode == 1 && code == Prepare.TYPE.code() && parcel.to() != prepared)
        || (episode == 2 && code == Commit.TYPE.code() && parcel.to() != decided);
  }
}
