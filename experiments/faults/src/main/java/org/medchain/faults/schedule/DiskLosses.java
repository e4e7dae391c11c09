package org.medchain.faults.schedule;

import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.COPY;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.EXECUTE;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.FORCE;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.PUT_BACK;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.RESTART;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SIGN;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.TICK;

import java.util.List;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.Timer;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.pbft.PbftReplica;

/**
 * Members get an old copy of their disk back, or an empty one, one after the other (SCH-19): the
 * next only when the one before knows what it has forgotten, and none any more when f have lost
 * their votes, since nobody replaces them here. What a member said arrives before, as it would in
 * the time that changing a disk takes: what no member ever heard, none can tell.
 */
final class DiskLosses {
  private static final int COPY_PERMILLE = 500;
  private static final int AGAIN_PERMILLE = 600;

  /** Every inquiry of a sound system needs fewer steps. */
  private static final int MAX_STEPS = 20_000;

  private final ScheduledSystem system;
  private final SeededDraws random;

  DiskLosses(ScheduledSystem system) {
    this.system = system;
    this.random = SeededDraws.of(system.plan.seed(), "disks");
  }

  private static VoteMemory memory(ScheduledHost host) {
    return host.replica().map(each -> ((PbftReplica) each).voteMemory()).orElseThrow();
  }

  private List<ScheduledHost> with(VoteMemory memory) {
    return system.hosts.stream().filter(each -> memory(each) == memory).toList();
  }

  /** Some members are copied, and some lose what they have; all are up before and after. */
  void next() {
    system.hosts.stream()
        .filter(host -> random.chance(COPY_PERMILLE))
        .forEach(host -> system.play(COPY, host, 0));
    boolean more = random.chance(AGAIN_PERMILLE);
    while (more && !system.oracle.hasViolation()) {
      if (with(VoteMemory.LOST).size() >= system.plan.faulty()) {
        return;
      }
      loseOne(random.pick(with(VoteMemory.INTACT)));
      more = random.chance(AGAIN_PERMILLE);
    }
  }

  private void loseOne(ScheduledHost victim) {
    for (int i = system.pendingMessages.size() - 1; i >= 0; i--) {
      if (i < system.pendingMessages.size() && system.pendingMessages.get(i).from() == victim) {
        system.deliver(i, false);
      }
    }
    system.play(CRASH, victim, victim.unforcedEntries());
    system.play(PUT_BACK, victim, random.chance(300) ? 0 : random.below(victim.disk.copies() + 1));
    system.play(TICK, victim, 1); // no two starts at one time
    system.play(RESTART, victim, 0);
    settle(victim);
  }

  private void settle(ScheduledHost victim) {
    for (int step = 0; step < MAX_STEPS && !system.oracle.hasViolation(); step++) {
      if (memory(victim) != VoteMemory.UNCONFIRMED) {
        return;
      }
      if (!system.pendingMessages.isEmpty()) {
        system.deliver(0, false);
      } else {
        retransmit();
      }
    }
    system.oracle.report("STUCK", "host " + victim.name() + " never knows what it has forgotten");
  }

  private void retransmit() {
    for (ScheduledHost host : system.hosts) {
      List<Timer> due =
          host.timers.running().stream()
              .filter(timer -> timer.name().equals("retransmit"))
              .toList();
      due.forEach(timer -> system.fire(host, timer));
      while (host.unsigned() > 0) {
        system.play(SIGN, host, 0);
      }
      if (host.unforcedEntries() > 0) {
        system.play(FORCE, host, host.unforcedEntries());
      }
      while (host.canExecute()) {
        system.play(EXECUTE, host, 0);
      }
    }
  }
}
