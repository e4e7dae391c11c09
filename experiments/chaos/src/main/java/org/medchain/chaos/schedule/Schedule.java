package org.medchain.chaos.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.chaos.oracle.OracleViolation;

/**
 * A recorded schedule, which can be played again and cut down (SCH-3).
 *
 * @param plan from which the world is made
 * @param events of the chaos phase
 */
public record Schedule(SchedulePlan plan, List<ScheduleEvent> events) {
  private static final String FIRST_LINE = "medchain schedule 1";

  /** Copies the list. */
  public Schedule {
    events = List.copyOf(events);
  }

  /** Plays the plan's own schedule and writes down what happens in the chaos phase. */
  public static Schedule record(SchedulePlan plan) {
    ScheduledSystem world = new ScheduledSystem(plan, true);
    new SafetyPhase(world).play();
    return new Schedule(plan, world.events());
  }

  /** Plays exactly these events, then heals where the plan bears it. */
  public Optional<OracleViolation> replay() {
    ScheduledSystem world = new ScheduledSystem(plan, true);
    for (ScheduleEvent event : events) {
      if (world.oracle().hasViolation()) {
        break;
      }
      world.replay(event);
    }
    if (!world.oracle().hasViolation() && plan.isLive()) {
      new LivenessPhase(world).play();
    }
    return world.oracle().violation();
  }

  public Schedule with(List<ScheduleEvent> others) {
    return new Schedule(plan, others);
  }

  /** The lines of a file. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(FIRST_LINE);
    lines.add("# " + plan.describe());
    lines.add("plan " + plan.kind() + " " + plan.seed() + " " + plan.nodes());
    events.forEach(event -> lines.add(event.toString()));
    return lines;
  }

  /**
   * Reads a file's lines.
   *
   * @throws IllegalArgumentException if they are malformed
   */
  public static Schedule parse(List<String> lines) {
    List<String> told =
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    if (told.size() < 2 || !told.get(0).equals(FIRST_LINE)) {
      throw new IllegalArgumentException("the first line is not '" + FIRST_LINE + "'");
    }
    String[] words = told.get(1).split(" ", 4);
    if (words.length < 4 || !words[0].equals("plan")) {
      throw new IllegalArgumentException("not 'plan KIND SEED NODES': " + told.get(1));
    }
    SchedulePlan plan = plan(told.get(1), words);
    return new Schedule(plan, told.stream().skip(2).map(ScheduleEvent::parse).toList());
  }

  private static SchedulePlan plan(String line, String[] words) {
    for (SchedulePlan.ScheduleKind kind : SchedulePlan.ScheduleKind.values()) {
      if (kind.name().equals(words[1])
          && words[2].matches("-?[0-9]{1,18}")
          && words[3].matches("[0-9]{1,3}")) {
        return SchedulePlan.of(kind, Long.parseLong(words[2]), Integer.parseInt(words[3]));
      }
    }
    throw new IllegalArgumentException("not 'plan KIND SEED NODES': " + line);
  }
}
