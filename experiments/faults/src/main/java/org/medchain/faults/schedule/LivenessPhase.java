package org.medchain.faults.schedule;

import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.MINE;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.RESTART;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SAY;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SUBMIT;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.medchain.adversary.SeededDraws;
import org.medchain.data.Header;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.Endpoint.TimedEndpoint;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;

/**
 * The second phase: faults stop, Byzantine members may continue, virtual time runs. Every message
 * arrives within the plan's latency, timers fire when they are due, and all that clients ever
 * submitted has to be executed within the bound (SCH-5).
 */
final class LivenessPhase {
  /** So that a defect cannot hang the search: no healing of a sound system comes near. */
  private static final int MAX_STEPS = 300_000;

  /** For proof of work: the mean number of search steps for one block. */
  private static final int STEPS_PER_BLOCK = 40;

  private record ScheduledDelivery(long at, long number, PendingMessage parcel) {}

  private static final Comparator<ScheduledDelivery> IN_TIME =
      Comparator.comparingLong(ScheduledDelivery::at).thenComparingLong(ScheduledDelivery::number);

  private final ScheduledSystem system;
  private final SchedulePlan plan;
  private final SeededDraws random;
  private final PriorityQueue<ScheduledDelivery> arrivals = new PriorityQueue<>(IN_TIME);
  private long number;
  private long nextByzantineAct;
  private long nextMine;
  private List<Transaction> requiredRequests = List.of();

  LivenessPhase(ScheduledSystem world) {
    this.system = world;
    this.plan = world.plan;
    this.random = SeededDraws.of(plan.seed(), "healing");
  }

  /**
   * SCH-5: the bound in virtual time. The chaos phase may have doubled timeouts {@code views}
   * times; from then on they double until they outlast the latency, and f + 2 times more until a
   * correct primary leads. Where the latency is above the first timeout, that may happen again for
   * every block.
   */
  static long boundNs(SchedulePlan plan, int views, int requests) {
    if (plan.isProofOfWork()) {
      return powBoundNs(plan, requests);
    }
    int slow = 0;
    while (ScheduleSetup.VIEW_TIMEOUT_NS << slow < 8L * plan.latencyMs() * 1_000_000L) {
      slow++;
    }
    int doublings = Math.min(Math.max(views, slow) + plan.faulty() + 2, 20);
    int times = slow == 0 ? 2 : 2 + requests;
    return times * (ScheduleSetup.VIEW_TIMEOUT_NS << doublings);
  }

  /**
   * For proof of work: at worst one node alone has the requests and each needs a block, the last
   * one W + k more; three times as many are expected in the time, and who is far behind has a
   * minute to fetch the chain.
   */
  private static long powBoundNs(SchedulePlan plan, int requests) {
    long blocks = (requests + 1L) * plan.nodes() + plan.window() + plan.interval();
    return 3 * blocks * blockIntervalMs(plan) * 1_000_000L + 60_000_000_000L;
  }

  /** How often, in ms, every searching host gets a chance to have found what it searches for. */
  private static long miningStepMs(SchedulePlan plan) {
    return plan.isProofOfWork() ? Math.max(20, plan.latencyMs()) : 20;
  }

  /** Mean time between two blocks of proof of work, in ms. */
  static long blockIntervalMs(SchedulePlan plan) {
    return STEPS_PER_BLOCK * miningStepMs(plan);
  }

  /** Heals, and reports what is still missing at the bound. */
  void play() {
    begin();
    for (ScheduledClient client : system.clients) {
      system.play(SUBMIT, client, 0);
    }
    requiredRequests = requiredRequests();
    long end = system.nowNs() + boundNs(plan, system.oracle.highestView(), requiredRequests.size());
    int steps = 0;
    while (!system.oracle.hasViolation() && !isDone()) {
      if (!next(end) || ++steps > MAX_STEPS) {
        reportMissedBound(steps);
        return;
      }
    }
  }

  /** Faults stop: what is down comes back, where the plan says so, and nothing is put off. */
  void begin() {
    system.stopRecording();
    for (ScheduledHost host : system.hosts) {
      if (!host.isUp() && plan.restarts()) {
        system.play(RESTART, host, 0);
      }
      host.stopDeferring();
    }
  }

  private List<Transaction> requiredRequests() {
    return Stream.concat(system.clients.stream(), Stream.of(system.center))
        .flatMap(client -> client.submitted().stream())
        .filter(request -> request.kind() != RegisterStateMachine.READ)
        .toList();
  }

  private boolean isDone() {
    List<ScheduledHost> hosts = system.hostsThatMustProgress();
    return system.oracle.isConverged(hosts)
        && system.clients.stream().noneMatch(this::isWaiting)
        && hosts.stream()
            .noneMatch(host -> requiredRequests.stream().anyMatch(each -> isMissing(host, each)));
  }

  private boolean isWaiting(ScheduledClient client) {
    return !client.outstanding().isEmpty() && !isBusy(client);
  }

  private boolean isBusy(ScheduledClient client) {
    return plan.busyClient() && client == system.clients.get(0) && system.clients.size() > 1;
  }

  private boolean isMissing(ScheduledHost host, Transaction request) {
    return !host.stateMachine().executed(request.request()) && system.oracle.mustExecute(request);
  }

  /** The next thing that is due; false if that is past the bound, or nothing ever will be. */
  boolean next(long end) {
    schedule();
    submitFromBusyClient();
    TimedEndpoint next = nextTimerHolder();
    long timer = next.timers.earliestNs();
    long arrival = arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peek().at();
    long search = isSearching() ? nextMine : Long.MAX_VALUE;
    long due = Math.min(search, Math.min(arrival, timer));
    if (due > end) {
      return false;
    }
    system.advanceTo(due);
    if (arrival <= due) {
      PendingMessage parcel = arrivals.remove().parcel();
      if (parcel.to().isUp()) {
        parcel.to().receive(parcel.envelope());
      }
    } else if (search > due) {
      next.timers.earliest().ifPresent(each -> system.fire(next, each));
    }
    runByzantine();
    return true;
  }

  private boolean isSearching() {
    return system.hosts.stream().anyMatch(host -> host.mining().isPresent());
  }

  /** Messages sent since: each gets a delay of its own. */
  private void schedule() {
    for (PendingMessage parcel : system.pendingMessages) {
      long delay = 1 + random.below(plan.latencyMs()) * 1_000_000L;
      arrivals.add(new ScheduledDelivery(system.nowNs() + delay, ++number, parcel));
    }
    system.pendingMessages.clear();
  }

  /** A client that keeps submitting: others must not starve beside it. */
  private void submitFromBusyClient() {
    ScheduledClient first = system.clients.get(0);
    if (isBusy(first) && first.outstanding().isEmpty()) {
      first.write("r0", system.freshValue());
    }
  }

  private void runByzantine() {
    if (!system.byzantineActors.isEmpty() && system.nowNs() >= nextByzantineAct) {
      nextByzantineAct = system.nowNs() + 200_000_000L;
      system.play(SAY, random.pick(system.byzantineActors), random.next());
    }
    if (system.nowNs() >= nextMine) {
      nextMine = system.nowNs() + miningStepMs(plan) * 1_000_000L;
      int odds = plan.isProofOfWork() ? 1000 / STEPS_PER_BLOCK / plan.nodes() : 200;
      for (ScheduledHost host : system.hosts) {
        Optional<Header> searched = host.mining();
        if (searched.isPresent() && random.chance(odds)) {
          system.play(MINE, host, 0);
        }
      }
    }
  }

  /** The party whose timer is due first; of equal ones the first in this order. */
  private TimedEndpoint nextTimerHolder() {
    TimedEndpoint first = system.center;
    for (List<? extends TimedEndpoint> some : List.of(system.clients, system.hosts)) {
      for (TimedEndpoint each : some.reversed()) {
        if (each.timers.earliestNs() <= first.timers.earliestNs()) {
          first = each;
        }
      }
    }
    return first;
  }

  private void reportMissedBound(int steps) {
    List<String> starved =
        system.clients.stream().filter(this::isWaiting).map(ScheduledClient::name).toList();
    boolean one = starved.size() == 1 && system.clients.size() > 1;
    StringBuilder text = new StringBuilder("not all was executed within the bound");
    text.append(" (").append(steps).append(" steps); waiting clients ").append(starved);
    for (ScheduledHost host : system.hostsThatMustProgress()) {
      long missing = requiredRequests.stream().filter(each -> isMissing(host, each)).count();
      text.append("; host ").append(host.name()).append(" at ");
      text.append(host.stateMachine().height()).append(" lacks ").append(missing);
    }
    String oracle = one ? "FAIR" : plan.isProofOfWork() && starved.isEmpty() ? "LOST" : "BL";
    system.oracle.report(oracle, text.toString());
  }
}
