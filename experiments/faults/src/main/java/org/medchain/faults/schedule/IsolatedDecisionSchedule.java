package org.medchain.faults.schedule;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;

/**
 * A network that helps a Byzantine member: one host alone receives a quorum of COMMITs and decides,
 * then it is isolated, and the Byzantine member leads the next view. The others must not decide
 * another block there, for every proposal of that view.
 */
final class IsolatedDecisionSchedule implements NetworkSchedule {
  private static final int PERMILLE = 600;

  private final ScheduledHost victim;

  /** The first view that the Byzantine member leads. */
  private final int view;

  private int episode;

  IsolatedDecisionSchedule(ScheduledSystem world, int victim) {
    String name = Integer.toString(victim);
    this.victim =
        world.hosts().stream().filter(host -> host.name().equals(name)).findFirst().orElseThrow();
    this.view = world.plan().byzantine().keySet().iterator().next();
  }

  /**
   * The number of the host that decides alone, for some of the plans with one Byzantine member that
   * leads one of the first views, but not the very first.
   */
  static Optional<Integer> victim(SchedulePlan plan) {
    boolean early =
        Map.of(1, ByzantineKinds.RANDOM_BYZANTINE).equals(plan.byzantine())
            || Map.of(2, ByzantineKinds.RANDOM_BYZANTINE).equals(plan.byzantine());
    SeededDraws draw = SeededDraws.of(plan.seed(), "coup");
    if (plan.kind() != ScheduleKind.PBFT
        || plan.isolatedHost()
        || !early
        || !draw.chance(PERMILLE)) {
      return Optional.empty();
    }
    int number = draw.below(plan.nodes() - 1);
    return Optional.of(plan.byzantine().containsKey(number) ? plan.nodes() - 1 : number);
  }

  @Override
  public void nextEpisode() {
    episode++;
  }

  /** Just as often as it takes. */
  @Override
  public boolean expiresViewTimers(boolean drawn) {
    return episode > view + 1 ? drawn : episode > 1;
  }

  @Override
  public boolean expiresViewTimersLate(boolean drawn) {
    return drawn && episode > view + 1;
  }

  @Override
  public int episodeLengthFactor() {
    return episode <= view + 1 ? 3 : 1;
  }

  @Override
  public Set<Endpoint> isolated() {
    return episode > 1 && episode <= view + 1 ? Set.of(victim) : Set.of();
  }

  /** In the first view; what says so afterwards cannot get through either. */
  @Override
  public boolean drops(PendingMessage parcel) {
    int code = parcel.envelope().envelope().code();
    boolean tells = code == Commit.TYPE.code() || code == DecidedBlock.TYPE.code();
    return episode == 1 && tells && parcel.to() != victim && parcel.to() instanceof ScheduledHost;
  }
}
