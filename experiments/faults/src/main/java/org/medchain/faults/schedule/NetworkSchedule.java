package org.medchain.faults.schedule;

import java.util.Optional;
import java.util.Set;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;

/**
 * A network that does not lose by chance: it delivers to one host what the others do not get, and
 * causes suspicion of the primary at the right time. What needs several accidents in a row would
 * else be found once in many thousands of schedules.
 */
interface NetworkSchedule {
  /** The one that the plan names; most plans have none. */
  static NetworkSchedule of(ScheduledSystem world) {
    return IsolatedDecisionSchedule.victim(world.plan())
        .<NetworkSchedule>map(victim -> new IsolatedDecisionSchedule(world, victim))
        .or(() -> SplitQuorumSchedule.of(world))
        .or(() -> HoardedVotesSchedule.of(world))
        .orElse(new RandomSchedule());
  }

  /** The next episode begins. */
  default void nextEpisode() {}

  /** Whether the primary is suspected now; {@code drawn} by chance alone. */
  default boolean expiresViewTimers(boolean drawn) {
    return drawn;
  }

  /** The same, when an episode is nearly over. */
  default boolean expiresViewTimersLate(boolean drawn) {
    return drawn;
  }

  /** How many times longer an episode takes: the arranged events need some rounds. */
  default int episodeLengthFactor() {
    return 1;
  }

  /** The host that is cut off in this episode. */
  default Set<Endpoint> isolated() {
    return Set.of();
  }

  /** Whether the mail does not get through. */
  default boolean drops(PendingMessage parcel) {
    return false;
  }

  /** Chance alone. */
  record RandomSchedule() implements NetworkSchedule {}

  /**
   * In the last episode one faulty member alone gets the votes of one phase, and the replicas leave
   * the view with what they have: so it alone knows what was decided (SCH-23).
   */
  static final class HoardedVotesSchedule implements NetworkSchedule {
    /** Of a thousand plans with a hoarder. */
    private static final int PERMILLE = 700;

    private final String hoarder;
    private final int code;
    private int episodesLeft;

    private HoardedVotesSchedule(String hoarder, int code, int episodes) {
      this.hoarder = hoarder;
      this.code = code;
      this.episodesLeft = episodes;
    }

    /** For some of the plans in which a member hoards. */
    static Optional<HoardedVotesSchedule> of(ScheduledSystem world) {
      SchedulePlan plan = world.plan();
      SeededDraws draw = SeededDraws.of(plan.seed(), "hoard");
      int code = draw.chance(750) ? Commit.TYPE.code() : Prepare.TYPE.code();
      return plan.byzantine().entrySet().stream()
          .filter(each -> each.getValue().equals(ByzantineKinds.HOARDING))
          .map(each -> Integer.toString(each.getKey()))
          .findFirst()
          .filter(hoarder -> draw.chance(PERMILLE))
          .map(hoarder -> new HoardedVotesSchedule(hoarder, code, plan.episodes()));
    }

    @Override
    public void nextEpisode() {
      episodesLeft--;
    }

    @Override
    public boolean expiresViewTimersLate(boolean drawn) {
      return drawn || episodesLeft == 0;
    }

    @Override
    public boolean drops(PendingMessage parcel) {
      return episodesLeft == 0
          && parcel.envelope().envelope().code() == code
          && !parcel.to().name().equals(hoarder);
    }
  }
}
