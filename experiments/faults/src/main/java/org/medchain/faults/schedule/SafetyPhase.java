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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.Timer;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;

/**
 * The first phase of a schedule: episodes of faults, each with messages delivered in an order of
 * its own. It only chooses; everything that happens, happens in the {@link ScheduledSystem}.
 */
final class SafetyPhase {
  /**
   * Messages looked at from the oldest on; the least keeps their order, the last does not at all.
   */
  private static final List<Integer> REORDER_WINDOWS = List.of(1, 6, 40, Integer.MAX_VALUE);

  /** From this number on no view timer is fired: see {@link #suspectPrimary}. */
  static final int MAX_VIEW_CHANGES = 4;

  /** For proof of work: of a thousand steps this number find a block; as many fire a timer. */
  private static final int MINING_PERMILLE = 45;

  /** Of a thousand episodes this number begin with a link that flaps. */
  private static final int FLAPPING_PERMILLE = 200;

  private final ScheduledSystem system;
  private final SchedulePlan plan;
  private final SeededDraws random;

  /** Their own, so that they shift no other draw. */
  private final SeededDraws linkDraws;

  private final NetworkSchedule networkSchedule;
  private NetworkSchedule.Episode arranged = NetworkSchedule.Episode.RANDOM;
  private final DiskLosses diskLosses;
  private final boolean losesDisks;
  private final Set<Endpoint> isolated = new LinkedHashSet<>();
  private final List<ScheduledHost> isolatedHosts = new ArrayList<>();
  private List<Set<Endpoint>> groups = List.of();
  private int reorderWindow = 1;
  private int lossPermille;
  private int repeatPermille;

  SafetyPhase(ScheduledSystem world) {
    this.system = world;
    this.plan = world.plan;
    this.random = SeededDraws.of(plan.seed(), "chaos");
    this.linkDraws = SeededDraws.of(plan.seed(), "links");
    this.networkSchedule = NetworkSchedule.of(world);
    this.diskLosses = new DiskLosses(world);
    this.losesDisks = plan.kind() == ScheduleKind.OLD_COPY;
  }

  /** Plays all episodes, or until an oracle finds a violation. */
  void play() {
    if (plan.isSplit()) {
      splitTwins();
    }
    if (plan.isolatedHost()) {
      List<ScheduledHost> honest = system.hosts.stream().filter(ScheduledHost::isHonest).toList();
      isolatedHosts.add(random.pick(honest.subList(0, plan.nodes() - plan.byzantine().size())));
    }
    for (int i = 1; i <= plan.episodes() && !system.oracle.hasViolation(); i++) {
      episode(i);
    }
  }

  private void episode(int number) {
    reorderWindow = random.pick(REORDER_WINDOWS);
    lossPermille = random.chance(400) && !losesDisks ? random.below(150) : 0;
    repeatPermille = random.chance(300) ? random.below(100) : 10;
    isolated.clear();
    isolated.addAll(isolatedHosts);
    int most = plan.faulty() - isolatedHosts.size();
    if (most > 0 && random.chance(500) && !losesDisks) {
      random.some(parties(), random.between(1, most)).forEach(isolated::add);
    }
    if (plan.isProofOfWork()) {
      partitionNetwork();
    }
    if (linkDraws.chance(FLAPPING_PERMILLE) && !plan.isSplit()) {
      flapOne();
    }
    arranged = networkSchedule.episodes().apply(number);
    isolated.addAll(arranged.isolated());
    submitSome();
    if (losesDisks) {
      diskLosses.next();
    } else if (random.chance(350)) {
      crashOne();
    }
    if (random.chance(600)) {
      restartSome();
    }
    if (suspects(arranged.suspects(), 450)) {
      suspectPrimary();
    }
    int size = plan.nodes() * plan.nodes() * arranged.lengthFactor();
    steps(random.between(2 * size, 6 * size));
    if (suspects(arranged.suspectsLate(), 300)) {
      suspectPrimary();
      steps(random.between(size, 3 * size));
    }
  }

  /** Drawn in any case, so that the draws that follow are the same. */
  private boolean suspects(Optional<Boolean> arranged, int permille) {
    boolean drawn = random.chance(permille);
    return arranged.orElse(drawn);
  }

  private List<Endpoint> parties() {
    List<Endpoint> parties = new ArrayList<>(system.hosts);
    parties.addAll(system.byzantineActors);
    return parties;
  }

  /** The network falls into two halves, each with a copy of every twin (Bano et al. 2022). */
  private void splitTwins() {
    Set<Endpoint> left = new LinkedHashSet<>();
    Set<Endpoint> right = new LinkedHashSet<>();
    for (ScheduledHost host : system.hosts) {
      boolean copy = host.name().endsWith("'");
      boolean twin = !host.isHonest();
      boolean goesRight = twin ? copy : right.size() < left.size() || random.chance(500);
      (goesRight ? right : left).add(host);
    }
    for (ScheduledClient client : system.clients) {
      (random.chance(500) ? left : right).add(client);
    }
    groups = List.of(left, right);
  }

  /** Two halves that each mine on: where no quorum is needed both chains grow. */
  private void partitionNetwork() {
    if (random.chance(500)) {
      return; // as before
    }
    Set<Endpoint> left = new LinkedHashSet<>();
    Set<Endpoint> right = new LinkedHashSet<>();
    parties().forEach(party -> (random.chance(500) ? left : right).add(party));
    groups = random.chance(600) ? List.of(left, right) : List.of();
  }

  private void submitSome() {
    for (ScheduledClient client : system.clients) {
      int count = random.between(0, plan.isolatedHost() ? 3 : 2);
      for (int i = 0; i < count; i++) {
        system.play(SUBMIT, client, random.below(8));
      }
    }
    if (system.changesLeft() > 0 && random.chance(600)) {
      system.play(SUBMIT, system.center, random.below(1 << 20));
    }
  }

  private void flapOne() {
    List<ScheduledHost> open =
        system.hosts.stream().filter(each -> each.isUp() && !isolated.contains(each)).toList();
    if (open.size() > 1) {
      List<ScheduledHost> ends = linkDraws.some(open, 2);
      system.flap(ends.get(0), ends.get(1));
    }
  }

  /** Crashes do no harm to agreement, however many; without restarts they use up f. */
  private void crashOne() {
    List<ScheduledHost> up = system.hosts.stream().filter(ScheduledHost::isUp).toList();
    if (system.mayCrashOne() && !up.isEmpty()) {
      ScheduledHost host = random.pick(up);
      system.play(
          CRASH, host, host.unforcedEntries() == 0 ? 0 : random.below(host.unforcedEntries() + 1));
    }
  }

  private void restartSome() {
    for (ScheduledHost host : system.hosts) {
      if (plan.restarts() && !host.isUp() && random.chance(700)) {
        system.play(RESTART, host, 0);
      }
    }
  }

  /**
   * Most of the view timers run out; not too often, or healing waits for timeouts that keep
   * growing.
   */
  private void suspectPrimary() {
    if (system.oracle.highestView() >= MAX_VIEW_CHANGES) {
      return;
    }
    for (ScheduledHost host : system.hosts) {
      if (host.isUp() && random.chance(800)) {
        host.timers.running().stream()
            .filter(timer -> timer.name().equals("view-change"))
            .findFirst()
            .ifPresent(timer -> system.fire(host, timer));
      }
    }
  }

  private void steps(int count) {
    for (int i = 0; i < count && !system.oracle.hasViolation(); i++) {
      step();
    }
  }

  private void step() {
    int what = random.below(1000);
    if (plan.isProofOfWork() && random.chance(MINING_PERMILLE)) {
      mineAny();
    } else if (plan.isProofOfWork() && random.chance(MINING_PERMILLE)) {
      fireAny();
    } else if (what < 12) {
      fireAny();
    } else if (what < 120 && !system.byzantineActors.isEmpty()) {
      system.play(SAY, random.pick(system.byzantineActors), random.next());
    } else if (what < 124) {
      system.play(TICK, random.pick(system.hosts), random.below(50));
    } else if (what < 130) {
      mineAny();
    } else if (what < 270) {
      catchUp(random.pick(system.hosts));
    } else {
      deliverAny();
    }
  }

  /** Does one of the things that a lazy host has put off. */
  private void catchUp(ScheduledHost host) {
    if (host.unsigned() > 0) {
      system.play(SIGN, host, 0);
    } else if (host.unforcedEntries() > 0) {
      system.play(FORCE, host, random.between(1, host.unforcedEntries()));
    } else if (host.canExecute()) {
      system.play(EXECUTE, host, 0);
    } else {
      deliverAny();
    }
  }

  private void fireAny() {
    ScheduledHost host = random.pick(system.hosts);
    List<Timer> timers = new ArrayList<>(host.timers.running());
    if (system.oracle.highestView() >= MAX_VIEW_CHANGES) {
      timers.removeIf(timer -> timer.name().equals("view-change"));
    }
    if (!timers.isEmpty() && random.chance(800)) {
      system.fire(host, random.pick(timers));
    } else {
      ScheduledClient client = random.pick(system.clients);
      List<Timer> waiting = List.copyOf(client.timers.running());
      if (!waiting.isEmpty()) {
        system.fire(client, random.pick(waiting));
      }
    }
  }

  private void mineAny() {
    List<ScheduledHost> miners =
        system.hosts.stream().filter(host -> host.mining().isPresent()).toList();
    if (!miners.isEmpty()) {
      system.play(MINE, random.pick(miners), 0);
    }
  }

  private void deliverAny() {
    List<PendingMessage> pool = system.pendingMessages;
    int reach = Math.min(reorderWindow, pool.size());
    if (reach == 0) {
      fireAny();
      return;
    }
    int index = random.below(reach);
    // A message that cannot be delivered now keeps its place, and later ones pass it.
    while (index < pool.size() && !isOpen(pool.get(index))) {
      index++;
    }
    if (index == pool.size()) {
      return;
    }
    if (!pool.get(index).to().isUp()
        || arranged.drops().test(pool.get(index))
        || random.chance(lossPermille)) {
      system.lose(index);
    } else {
      system.deliver(index, random.chance(repeatPermille));
    }
  }

  private boolean isOpen(PendingMessage parcel) {
    if (isolated.contains(parcel.from()) || isolated.contains(parcel.to())) {
      return false;
    }
    for (Set<Endpoint> group : groups) {
      if (group.contains(parcel.from())) {
        return group.contains(parcel.to()) || parcel.from() instanceof ScheduledClient;
      }
    }
    return true;
  }
}
