package org.medchain.faults.schedule;

import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.faults.oracle.MemoryBoundOracle;
import org.medchain.faults.oracle.ScheduleOutcome;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** One schedule from its seed to its verdict: a pure function of the seed and the code (SCH-2). */
public final class ScheduleTrial {
  private ScheduleTrial() {}

  /** Plays the plan and records the replicas' steps, for trace validation. */
  public static ScheduleOutcome trace(SchedulePlan plan, Consumer<String> lines) {
    return run(new ScheduledSystem(plan, false, Optional.of(lines)), ScheduleTrial::runPhases);
  }

  /** Plays the plan. */
  public static ScheduleOutcome run(SchedulePlan plan) {
    return run(new ScheduledSystem(plan, false), ScheduleTrial::runPhases);
  }

  /** The same with steps that are drawn uniformly: the baseline (SCH-18). */
  public static ScheduleOutcome runUniform(SchedulePlan plan) {
    return run(
        new ScheduledSystem(plan, false),
        world -> {
          new UniformPhase(world).play();
          heal(world);
        });
  }

  private static ScheduleOutcome run(ScheduledSystem world, Consumer<ScheduledSystem> phases) {
    try {
      phases.accept(world);
    } catch (IllegalArgumentException e) {
      // The state machine of a host takes the next block only.
      world.oracle.report("STEP", "a host could not execute what it was given: " + e);
    }
    return new ScheduleOutcome(
        world.oracle.violation(), world.oracle.committed(), world.oracle.coverage());
  }

  /** Chaos, then, where the plan bears it, healing. */
  static void runPhases(ScheduledSystem world) {
    new SafetyPhase(world).play();
    heal(world);
  }

  private static void heal(ScheduledSystem world) {
    if (!world.oracle.hasViolation() && world.plan.isLive()) {
      recover(world);
    }
    if (!world.oracle.hasViolation() && world.plan.kind() != ScheduleKind.POW) {
      world.hosts.forEach(host -> checkMemory(world, host));
    }
  }

  /** The phase after the faults. */
  static void recover(ScheduledSystem world) {
    if (world.plan.kind() == ScheduleKind.LIVENESS) {
      new CalmPhase(world).play();
    } else {
      new LivenessPhase(world).play();
    }
  }

  private static void checkMemory(ScheduledSystem world, ScheduledHost host) {
    int numbers =
        host.isHonest() ? host.replica().map(MemoryBoundOracle::largestNumberRange).orElse(0) : 0;
    if (numbers > MemoryBoundOracle.MAX_NUMBERS) {
      String kept = numbers + " heights or views";
      world.oracle.report("MEM", "host " + host.name() + " keeps something for " + kept);
    }
  }
}
