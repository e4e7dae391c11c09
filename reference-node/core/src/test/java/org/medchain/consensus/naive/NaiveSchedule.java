package org.medchain.consensus.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The events of a cluster, in terms that any PBFT has, so that two implementations can run the same
 * ones.
 *
 * @param nodes n = 3f + 1
 * @param requests how many are submitted, numbered from 1
 */
record NaiveSchedule(int nodes, int requests, List<Event> events) {
  private static final int[] SIZES = {4, 4, 4, 7};

  private static final int EVENTS = 500;

  /** One thing that happens. */
  sealed interface Event {
    /** A client sends its request to one replica. */
    record Submit(int request, int node) implements Event {}

    /** Something happens to a message in flight. */
    record Pick(int link, int index, ScheduledLinks.Fate fate) implements Event {}

    /** A replica's view timer runs out, if it runs. */
    record TimeOut(int node) implements Event {}

    /** A replica sends again what others may have missed. */
    record SendAgain(int node) implements Event {}

    /** A replica stops forever. */
    record Crash(int node) implements Event {}

    /**
     * A replica is Byzantine from now on, in the way of twins (Bano and others 2020): there are two
     * of it with one key; one speaks to {@code side}, the other to the rest.
     */
    record Twin(int node, Set<Integer> side) implements Event {}
  }

  /** The schedule of a seed. */
  static NaiveSchedule draw(long seed) {
    Random random = new Random(seed);
    int nodes = SIZES[random.nextInt(SIZES.length)];
    int requests = 2 + random.nextInt(7);
    List<Event> events = new ArrayList<>();
    int submitted = 0;
    int crashesLeft = random.nextInt((nodes - 1) / 3 + 1);
    if (crashesLeft > 0 && random.nextBoolean()) {
      crashesLeft--;
      events.add(twin(random, nodes));
    }
    while (events.size() < EVENTS) {
      if (submitted < requests && random.nextInt(20) == 0) {
        submitted++;
        submit(random, submitted, nodes, events);
      } else if (crashesLeft > 0 && random.nextInt(150) == 0) {
        crashesLeft--;
        events.add(new Event.Crash(random.nextInt(nodes)));
      } else {
        events.add(fault(random, nodes));
      }
    }
    return new NaiveSchedule(nodes, requests, List.copyOf(events));
  }

  private static void submit(Random random, int request, int nodes, List<Event> events) {
    for (int node = 0; node < nodes; node++) {
      if (random.nextInt(4) > 0) {
        events.add(new Event.Submit(request, node));
      }
    }
  }

  /** Rather the first primary than any other. */
  private static Event twin(Random random, int nodes) {
    Set<Integer> side = new TreeSet<>();
    for (int node = 0; node < nodes; node++) {
      if (random.nextBoolean()) {
        side.add(node);
      }
    }
    return new Event.Twin(random.nextBoolean() ? 0 : random.nextInt(nodes), side);
  }

  private static Event fault(Random random, int nodes) {
    int draw = random.nextInt(1_000);
    int node = random.nextInt(nodes);
    if (draw < 25) {
      return new Event.TimeOut(node);
    }
    if (draw < 30) {
      return new Event.SendAgain(node);
    }
    ScheduledLinks.Fate fate =
        draw < 80
            ? ScheduledLinks.Fate.LOST
            : draw < 110 ? ScheduledLinks.Fate.DUPLICATED : ScheduledLinks.Fate.DELIVERED;
    return new Event.Pick(random.nextInt(1 << 20), random.nextInt(1 << 20), fate);
  }
}
