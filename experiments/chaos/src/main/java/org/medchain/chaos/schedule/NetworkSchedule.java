package org.medchain.chaos.schedule;

import java.util.Set;

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
        .orElse(new RandomSchedule());
  }

  /** The next episode begins. */
  void nextEpisode();

  /** Whether the primary is suspected now; {@code drawn} by chance alone. */
  boolean expiresViewTimers(boolean drawn);

  /** The same, when an episode is nearly over. */
  boolean expiresViewTimersLate(boolean drawn);

  /** How many times longer an episode takes: the arranged events need some rounds. */
  int episodeLengthFactor();

  /** The host that is cut off in this episode. */
  Set<Endpoint> isolated();

  /** Whether the mail does not get through. */
  boolean drops(PendingMessage parcel);

  /** Chance alone. */
  record RandomSchedule() implements NetworkSchedule {
    @Override
    public void nextEpisode() {}

    @Override
    public boolean expiresViewTimers(boolean drawn) {
      return drawn;
    }

    @Override
    public boolean expiresViewTimersLate(boolean drawn) {
      return drawn;
    }

    @Override
    public int episodeLengthFactor() {
      return 1;
    }

    @Override
    public Set<Endpoint> isolated() {
      return Set.of();
    }

    @Override
    public boolean drops(PendingMessage parcel) {
      return false;
    }
  }
}
