package org.medchain.faults.schedule;

import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.EXECUTE;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.FORCE;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.MINE;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.RESTART;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SAY;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SIGN;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SUBMIT;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.TICK;

import java.util.ArrayList;
import java.util.List;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.Timer;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.faults.schedule.Endpoint.TimedEndpoint;

/**
 * A first phase without any idea, to compare the other with (SCH-18): each step takes one of all
 * that could happen now, all equally likely, or one of twenty times a fault. Plan, number of steps
 * and all that follows are those of {@link SafetyPhase}.
 */
final class UniformPhase {
  private static final int FAULT_PERMILLE = 50;

  private final ScheduledSystem system;
  private final SchedulePlan plan;
  private final SeededDraws random;

  UniformPhase(ScheduledSystem system) {
    this.system = system;
    this.plan = system.plan;
    this.random = SeededDraws.of(plan.seed(), "uniform");
  }

  /** Plays all steps, or until an oracle finds a violation. */
  void play() {
    int size = plan.nodes() * plan.nodes();
    for (int i = 0; i < plan.episodes() && !system.oracle.hasViolation(); i++) {
      int steps = random.between(2 * size, 6 * size);
      for (int step = 0; step < steps && !system.oracle.hasViolation(); step++) {
        take(random.chance(FAULT_PERMILLE) ? faults() : events(i + 1));
      }
    }
  }

  private void take(List<Runnable> possible) {
    if (!possible.isEmpty()) {
      random.pick(possible).run();
    }
  }

  /** All that the system waits for; a client submits at most this number of requests. */
  private List<Runnable> events(int requests) {
    List<Runnable> events = new ArrayList<>();
    for (int i = 0; i < system.pendingMessages.size(); i++) {
      int index = i;
      events.add(() -> arrive(index));
    }
    for (ScheduledHost host : system.hosts) {
      addTimers(events, host);
      addDeferred(events, host);
    }
    for (ScheduledClient client : system.clients) {
      addTimers(events, client);
      if (client.submitted().size() < requests) {
        events.add(() -> system.play(SUBMIT, client, random.below(8)));
      }
    }
    if (system.changesLeft() > 0) {
      events.add(() -> system.play(SUBMIT, system.center, random.below(1 << 20)));
    }
    return events;
  }

  private void arrive(int index) {
    if (!system.pendingMessages.get(index).to().isUp()) {
      system.lose(index);
    } else {
      system.deliver(index, false);
    }
  }

  private void addTimers(List<Runnable> events, TimedEndpoint party) {
    for (Timer each : party.timers.running()) {
      if (!each.name().equals("view-change")
          || system.oracle.highestView() < SafetyPhase.MAX_VIEW_CHANGES) {
        events.add(() -> system.fire(party, each));
      }
    }
  }

  private void addDeferred(List<Runnable> events, ScheduledHost host) {
    if (host.mining().isPresent()) {
      events.add(() -> system.play(MINE, host, 0));
    }
    if (host.unsigned() > 0) {
      events.add(() -> system.play(SIGN, host, 0));
    }
    if (host.unforcedEntries() > 0) {
      events.add(() -> system.play(FORCE, host, random.between(1, host.unforcedEntries())));
    }
    if (host.canExecute()) {
      events.add(() -> system.play(EXECUTE, host, 0));
    }
  }

  private List<Runnable> faults() {
    List<Runnable> faults = new ArrayList<>();
    for (int i = 0; i < system.pendingMessages.size(); i++) {
      int index = i;
      faults.add(() -> system.lose(index));
      faults.add(() -> repeat(index));
    }
    for (ByzantineActor each : system.byzantineActors) {
      faults.add(() -> system.play(SAY, each, random.next()));
    }
    for (ScheduledHost host : system.hosts) {
      faults.add(() -> system.play(TICK, host, random.below(50)));
      if (!host.isUp() && plan.restarts()) {
        faults.add(() -> system.play(RESTART, host, 0));
      } else if (host.isUp() && system.mayCrashOne()) {
        faults.add(() -> system.play(CRASH, host, random.below(host.unforcedEntries() + 1)));
      }
    }
    return faults;
  }

  private void repeat(int index) {
    if (system.pendingMessages.get(index).to().isUp()) {
      system.deliver(index, true);
    }
  }
}
