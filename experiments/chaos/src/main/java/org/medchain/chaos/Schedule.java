package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded schedule, which can be played again and cut down (SCH-3).
 *
 * @param plan from which the world is made
 * @param events of the chaos phase
 */
record Schedule(Plan plan, List<Event> events) {
  private static final String FIRST_LINE = "medchain schedule 1";

  /** Copies the list. */
  Schedule {
    events = List.copyOf(events);
  }

  /** Plays the plan's own schedule and writes down what happens in the chaos phase. */
  static Schedule record(Plan plan) {
    World world = new World(plan, true);
    new Chaos(world).play();
    return new Schedule(plan, world.events());
  }

  /** Plays exactly these events, then heals where the plan bears it. */
  Optional<Violation> replay() {
    World world = new World(plan, true);
    for (Event event : events) {
      if (world.judge().isOver()) {
        break;
      }
      world.replay(event);
    }
    if (!world.judge().isOver() && plan.isLive()) {
      new Healing(world).play();
    }
    return world.judge().violation();
  }

  Schedule with(List<Event> others) {
    return new Schedule(plan, others);
  }

  /** The lines of a file. */
  List<String> lines() {
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
   * @throws IllegalArgumentException if they are none
   */
  static Schedule parse(List<String> lines) {
    List<String> told =
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    if (told.size() < 2 || !told.get(0).equals(FIRST_LINE)) {
      throw new IllegalArgumentException("the first line is not '" + FIRST_LINE + "'");
    }
    String[] words = told.get(1).split(" ", 4);
    if (words.length < 4 || !words[0].equals("plan")) {
      throw new IllegalArgumentException("not 'plan KIND SEED NODES': " + told.get(1));
    }
    Plan plan = plan(told.get(1), words);
    return new Schedule(plan, told.stream().skip(2).map(Event::parse).toList());
  }

  private static Plan plan(String line, String[] words) {
    for (Plan.Kind kind : Plan.Kind.values()) {
      if (kind.name().equals(words[1])
          && words[2].matches("-?[0-9]{1,18}")
          && words[3].matches("[0-9]{1,3}")) {
        return Plan.of(kind, Long.parseLong(words[2]), Integer.parseInt(words[3]));
      }
    }
    throw new IllegalArgumentException("not 'plan KIND SEED NODES': " + line);
  }
}
