package org.medchain.node.month;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The faults of a seed's days, drawn before anything runs: at most one member is faulty at a time,
 * and all faults have ended half a day before the end.
 */
record MonthPlan(long seed, int days, List<PlannedFault> faults) {
  static final int MEMBERS = 4;
  static final long HOUR_NS = Duration.ofHours(1).toNanos();
  private static final long MEAN_PAUSE_H = 10;

  /** The kind of a fault. */
  enum Kind {
    /** A member's process is killed and started again. */
    RESTART,
    /** A member's power is cut at one of the next operations of its disk. */
    POWER_CUT,
    /** The power of all members is cut at once. */
    POWER_CUT_OF_ALL,
    /** A member's store gets no more bytes. */
    DISK_FULL,
    /** The files beside a member's keys cannot be written. */
    CREDENTIALS_FULL,
    /** A member reaches nobody. */
    PARTITION,
    /** The center reaches nobody. */
    CENTER_PARTITION,
    /** Connections break, one after the other. */
    LOSSES,
    /** A member has another address, which the others' names show later. */
    NEW_ADDRESS,
    /** A member's clock is set wrong, and right again. */
    CLOCK_STEP,
    /** Nothing corrects a member's clock. */
    CLOCK_DRIFT,
    /** A member's machine sleeps. */
    SUSPEND,
    /** The center's process is killed and started again. */
    CENTER_RESTART,
    /** All members are started again one after the other, with another version of the index. */
    UPGRADE,
    /** An agency's key is revoked. */
    REVOKE_AGENCY,
    /** The key of a node that is certified and no member is revoked. */
    REVOKE_STANDBY;

    static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  }

  /**
   * A fault.
   *
   * @param amount drawn for it; its kind gives the unit
   */
  record PlannedFault(long atNs, Kind kind, int member, long durationNs, long amount) {
    long endNs() {
      return atNs + durationNs;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "day %.2f: %s n%d for %.2f h (%d)",
          (double) atNs / HOUR_NS / 24,
          kind,
          member,
          (double) durationNs / HOUR_NS,
          amount);
    }
  }

  /** The plan of a seed with faults of these kinds. */
  static MonthPlan of(long seed, int days, Set<Kind> kinds) {
    Random random = new Random(seed);
    List<Kind> choice = List.copyOf(EnumSet.copyOf(kinds));
    List<PlannedFault> faults = new ArrayList<>();
    long lastNs = days * 24L * HOUR_NS - 12 * HOUR_NS;
    long atNs = HOUR_NS;
    while (true) {
      atNs += (long) (-Math.log(1 - random.nextDouble()) * MEAN_PAUSE_H * HOUR_NS);
      PlannedFault next = draw(atNs, choice.get(random.nextInt(choice.size())), random);
      if (next.endNs() > lastNs) {
        return new MonthPlan(seed, days, List.copyOf(faults));
      }
      faults.add(next);
      atNs = isOfCenter(next.kind()) ? atNs + HOUR_NS / 4 : next.endNs() + HOUR_NS;
      // A process that comes back is often started again soon, before it works for long.
      boolean again = kinds.contains(Kind.RESTART) && !isOfCenter(next.kind());
      for (int i = random.nextInt(4); again && i >= 2; i--) {
        long soonNs = faults.getLast().endNs() + HOUR_NS / 60 + random.nextInt(1 << 30);
        faults.add(new PlannedFault(soonNs, Kind.RESTART, next.member(), HOUR_NS / 60, 0));
      }
    }
  }

  private static PlannedFault draw(long atNs, Kind kind, Random random) {
    long durationNs = HOUR_NS / 60 + (long) (random.nextDouble() * durationHours(kind) * HOUR_NS);
    return new PlannedFault(
        atNs, kind, random.nextInt(MEMBERS), durationNs, random.nextInt(1 << 20));
  }

  /** These may last into the faults of others. */
  private static boolean isOfCenter(Kind kind) {
    return switch (kind) {
      case CENTER_RESTART, CENTER_PARTITION, REVOKE_AGENCY, REVOKE_STANDBY -> true;
      default -> false;
    };
  }

  private static double durationHours(Kind kind) {
    return switch (kind) {
      case RESTART, POWER_CUT, POWER_CUT_OF_ALL, NEW_ADDRESS -> 1;
      case UPGRADE, REVOKE_AGENCY, REVOKE_STANDBY -> 0.1;
      case LOSSES, SUSPEND, CENTER_RESTART -> 6;
      case DISK_FULL, CREDENTIALS_FULL, CENTER_PARTITION -> 12;
      case CLOCK_STEP -> 24;
      case PARTITION, CLOCK_DRIFT -> 48;
    };
  }

  /** The same with other faults. */
  MonthPlan with(List<PlannedFault> others) {
    return new MonthPlan(seed, days, others);
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ", "
        + days
        + " days:"
        + faults.stream().map(each -> "\n  " + each).collect(Collectors.joining());
  }
}
