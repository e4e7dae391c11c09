package org.medchain.faults.schedule;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.medchain.consensus.Timer;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.schedule.Endpoint.TimedEndpoint;
import org.medchain.faults.schedule.ScheduleEvent.ScheduleAction;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;
import org.medchain.history.check.DeltaDebugging;

/**
 * A recorded schedule, which can be played again and cut down (SCH-3).
 *
 * @param plan from which the world is made
 * @param events of the chaos phase
 */
public record Schedule(SchedulePlan plan, List<ScheduleEvent> events) {
  private static final String FIRST_LINE = "medchain schedule 1";
  private static final Pattern PLAN =
      Stream.of(ScheduleKind.values())
          .map(ScheduleKind::name)
          .collect(
              collectingAndThen(
                  joining("|", "plan (", ") (-?[0-9]{1,18}) ([0-9]{1,3})"), Pattern::compile));

  /** Plays the plan's own schedule and writes down what happens in the chaos phase. */
  public static Schedule record(SchedulePlan plan) {
    ScheduledSystem world = new ScheduledSystem(plan, true);
    new SafetyPhase(world).play();
    return new Schedule(plan, world.events);
  }

  /** Plays exactly these events, then heals where the plan bears it. */
  public Optional<OracleViolation> replay() {
    ScheduledSystem world = new ScheduledSystem(plan, true);
    for (ScheduleEvent event : events) {
      if (world.oracle.hasViolation()) {
        break;
      }
      replay(world, event);
    }
    if (!world.oracle.hasViolation() && plan.isLive()) {
      ScheduleTrial.recover(world);
    }
    return world.oracle.violation();
  }

  /**
   * Lets a recorded event happen, if it still can; otherwise nothing happens.
   *
   * @throws IllegalArgumentException if it names an unknown process, or is not an event
   */
  static void replay(ScheduledSystem world, ScheduleEvent event) {
    switch (event.action()) {
      case DELIVER, REPEAT, LOSE -> replayParcel(world, event);
      case FIRE -> {
        String[] words = event.what().split("/", 2);
        world.fire(party(world, TimedEndpoint.class, event), new Timer(words[0], event.number()));
      }
      case FLAP ->
          world.flap(
              party(world, ScheduledHost.class, event),
              party(
                  world,
                  ScheduledHost.class,
                  new ScheduleEvent(event.action(), event.what(), event.at())));
      default -> world.play(event.action(), party(world, event.action().at, event), event.count());
    }
  }

  private static void replayParcel(ScheduledSystem world, ScheduleEvent event) {
    List<PendingMessage> pending = world.pendingMessages;
    for (int i = 0; i < pending.size(); i++) {
      PendingMessage parcel = pending.get(i);
      if (parcel.label().equals(event.what()) && parcel.link().equals(event.at())) {
        if (event.action() == ScheduleAction.LOSE) {
          world.lose(i);
        } else {
          world.deliver(i, event.action() == ScheduleAction.REPEAT);
        }
        return;
      }
    }
  }

  private static <T> T party(ScheduledSystem world, Class<T> kind, ScheduleEvent event) {
    return world
        .party(event.at())
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + event + "' names no process of this schedule"));
  }

  /** The smallest part found that still has the violation. */
  public Schedule minimised(String oracle) {
    Predicate<List<ScheduleEvent>> fails =
        some ->
            new Schedule(plan, some).replay().filter(it -> it.oracle().equals(oracle)).isPresent();
    if (!fails.test(events)) {
      throw new IllegalArgumentException("played again, the schedule violates nothing");
    }
    return new Schedule(plan, DeltaDebugging.minimise(events, fails));
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
    Matcher words = PLAN.matcher(told.get(1));
    if (!words.matches()) {
      throw new IllegalArgumentException("not 'plan KIND SEED NODES': " + told.get(1));
    }
    SchedulePlan plan =
        SchedulePlan.of(
            ScheduleKind.valueOf(words.group(1)),
            Long.parseLong(words.group(2)),
            Integer.parseInt(words.group(3)));
    return new Schedule(plan, told.stream().skip(2).map(ScheduleEvent::parse).toList());
  }
}
