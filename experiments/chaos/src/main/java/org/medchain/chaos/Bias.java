package org.medchain.chaos;

import java.util.Set;

/**
 * A network that does not lose by chance: it lets one host see what the others do not, and has the
 * primary suspected when that matters. What needs several accidents in a row would else be found
 * once in many thousands of schedules.
 */
interface Bias {
  /** The one that the plan wants; for most plans it is none. */
  static Bias of(World world) {
    return Coup.victim(world.plan())
        .<Bias>map(victim -> new Coup(world, victim))
        .or(() -> Squeeze.of(world))
        .orElse(new None());
  }

  /** The next episode begins. */
  void next();

  /** Whether the primary is suspected now, where chance alone would say {@code drawn}. */
  boolean suspects(boolean drawn);

  /** The same, when an episode is nearly over. */
  boolean suspectsLate(boolean drawn);

  /** How many times longer an episode takes: what is to be seen needs some rounds. */
  int patience();

  /** Who hears nobody, and is not heard, in this episode. */
  Set<Party> cutOff();

  /** Whether the mail does not get through. */
  boolean swallows(Parcel parcel);

  /** Chance alone. */
  record None() implements Bias {
    @Override
    public void next() {}

    @Override
    public boolean suspects(boolean drawn) {
      return drawn;
    }

    @Override
    public boolean suspectsLate(boolean drawn) {
      return drawn;
    }

    @Override
    public int patience() {
      return 1;
    }

    @Override
    public Set<Party> cutOff() {
      return Set.of();
    }

    @Override
    public boolean swallows(Parcel parcel) {
      return false;
    }
  }
}
