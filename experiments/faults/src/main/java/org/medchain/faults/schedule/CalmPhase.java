package org.medchain.faults.schedule;

import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.SUBMIT;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.CalmNeed;
import org.medchain.faults.oracle.RegisterStateMachine;

/**
 * The second phase of a schedule of liveness: from now on every message arrives within the plan's
 * latency, at most f members are faulty and continue, and so does a faulty client. First all must
 * be executed that was submitted before; then correct clients submit again, some of them many
 * requests at once (SCH-23, SCH-25).
 */
final class CalmPhase {
  /** How long correct clients submit, in view timeouts. */
  private static final int LOAD_TIMEOUTS = 8;

  /** Pauses between a client's requests without a burst are about this long. */
  private static final long PAUSE_NS = 2 * ScheduleSetup.VIEW_TIMEOUT_NS;

  private record Waiting(Transaction request, String client, long sinceNs) {}

  private final ScheduledSystem system;
  private final SchedulePlan plan;
  private final SeededDraws random;
  private final LivenessPhase network;
  private final CalmWatch watch;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<ScheduledClient, Integer> seen = new LinkedHashMap<>();
  private long neededNs;
  private int most;

  CalmPhase(ScheduledSystem world) {
    this.system = world;
    this.plan = world.plan;
    this.random = SeededDraws.of(plan.seed(), "calm");
    this.network = new LivenessPhase(world);
    this.watch = new CalmWatch(world);
  }

  /**
   * SCH-25: the bound for one request in view timeouts. Each of f + 3 views may take two of the
   * longest timeouts: one until it begins, one until it is left; the first may be of a restarted
   * replica, which waits four times as long; a faulty primary may have one of the requests that
   * wait executed just before each timeout, and a timeout passes besides; and who lacks something
   * asks for it after the longest pause.
   */
  static double bound(SchedulePlan plan, int requests) {
    double longest = (double) ScheduleSetup.LONGEST_VIEW_TIMEOUT_NS / ScheduleSetup.VIEW_TIMEOUT_NS;
    double pause = 16.0 * ScheduleSetup.RETRANSMIT_NS / ScheduleSetup.VIEW_TIMEOUT_NS;
    return 2 * (plan.faulty() + 3) * (longest + pause) + 4 * longest + requests;
  }

  /**
   * How often a correct primary may lose its view: never where all members are correct and up and
   * all have got all requests. Else one that lags, or that sees nothing but requests executed that
   * it never had, cannot tell the primary from one that ignores its own, and may outvote it with
   * the faulty ones, or with others like it.
   */
  private int maxUnseated() {
    boolean faultless =
        plan.byzantine().isEmpty()
            && !plan.hasPartialRequests()
            && watch.hadAll
            && system.hosts.stream().allMatch(ScheduledHost::isUp);
    return faultless ? 0 : plan.faulty() + 1;
  }

  void play() {
    network.begin();
    if (random.chance(500)) {
      system.pendingMessages.clear(); // sent before the network became timely
    }
    system.clients.forEach(client -> system.play(SUBMIT, client, 0));
    noteSubmitted();
    if (finish()) {
      watch.start();
      submitForAWhile();
      finish();
    }
    report();
  }

  private void submitForAWhile() {
    long end = system.nowNs() + LOAD_TIMEOUTS * ScheduleSetup.VIEW_TIMEOUT_NS;
    long burstNs =
        random.chance(plan.byzantine().isEmpty() ? 800 : 500)
            ? random.below(LOAD_TIMEOUTS / 2)
            : -1;
    burstNs = burstNs < 0 ? Long.MAX_VALUE : system.nowNs() + burstNs * PAUSE_NS / 2;
    while (system.nowNs() < end) {
      long next = system.nowNs() + 1 + random.below((int) (PAUSE_NS / 1000)) * 1000L;
      if (!runUntil(Math.min(next, Math.min(burstNs, end)))) {
        return;
      }
      ScheduledClient client = random.pick(system.clients);
      int count = system.nowNs() >= burstNs ? burstSize() : 1;
      burstNs = system.nowNs() >= burstNs ? Long.MAX_VALUE : burstNs;
      for (int i = 0; i < count; i++) {
        system.play(SUBMIT, client, random.below(8));
      }
      noteSubmitted();
    }
  }

  /** A queue for longer than a view timeout, where that does not take too many messages. */
  private int burstSize() {
    int blocks = (int) (2 * ScheduleSetup.VIEW_TIMEOUT_NS / (plan.latencyMs() * 1_500_000L));
    return Math.min(plan.batch() * blocks + 4, 100 / plan.nodes());
  }

  /** Requests that are ordered count from when they are submitted, old ones from now on. */
  private void noteSubmitted() {
    for (ScheduledClient client : system.clients) {
      List<Transaction> all = client.submitted();
      for (int i = seen.getOrDefault(client, 0); i < all.size(); i++) {
        if (all.get(i).kind() != RegisterStateMachine.READ) {
          waiting.add(new Waiting(all.get(i), client.name(), system.nowNs()));
        }
      }
      seen.put(client, all.size());
    }
    most = Math.max(most, waiting.size());
  }

  private double bound() {
    return bound(plan, most + FaultyClient.RandomClient.MAX_REQUESTS);
  }

  private long sinceNs() {
    return waiting.isEmpty() ? system.nowNs() : waiting.peek().sinceNs();
  }

  private long deadlineNs() {
    return sinceNs() + (long) (bound() * ScheduleSetup.VIEW_TIMEOUT_NS);
  }

  /** Until all is executed and answered; whether that was in time. */
  private boolean finish() {
    while (!waiting.isEmpty() || isAnyClientWaiting()) {
      if (!step(deadlineNs())) {
        return false;
      }
    }
    return !system.oracle.hasViolation();
  }

  private boolean isAnyClientWaiting() {
    return system.clients.stream().anyMatch(client -> !client.outstanding().isEmpty());
  }

  private boolean runUntil(long ns) {
    while (system.nowNs() < ns) {
      if (deadlineNs() < system.nowNs() || system.oracle.hasViolation()) {
        return false;
      }
      if (!network.next(ns)) {
        system.advanceTo(ns);
      }
      noteExecuted();
    }
    return true;
  }

  private boolean step(long end) {
    boolean going = !system.oracle.hasViolation() && network.next(end);
    noteExecuted();
    return going;
  }

  /** In the order of submission: who waits behind another one does not need longer than that. */
  private void noteExecuted() {
    while (!waiting.isEmpty() && isExecuted(waiting.peek().request())) {
      neededNs = Math.max(neededNs, system.nowNs() - waiting.remove().sinceNs());
    }
  }

  private boolean isExecuted(Transaction request) {
    return system.hostsThatMustProgress().stream()
        .allMatch(host -> host.stateMachine().executed(request.request()));
  }

  private void report() {
    boolean late = !waiting.isEmpty() || isAnyClientWaiting();
    double timeout = ScheduleSetup.VIEW_TIMEOUT_NS;
    double need = Math.max(neededNs, system.nowNs() - sinceNs()) / timeout;
    system.oracle.coverage().calm(new CalmNeed(bound(), need, maxUnseated(), watch.unseated));
    if (late) {
      system.oracle.report("CALM", late(need));
    } else if (watch.unseated > maxUnseated()) {
      system.oracle.report("CALM", unseated());
    }
  }

  private String unseated() {
    return ("a correct primary lost its view %s times, and at most %s follow from the "
            + "faulty members")
        .formatted(watch.unseated, maxUnseated());
  }

  private String late(double need) {
    List<String> lacking =
        system.hostsThatMustProgress().stream()
            .map(host -> "host " + host.name() + " at " + host.stateMachine().height())
            .toList();
    String first =
        waiting.isEmpty()
            ? "an answer"
            : waiting.peek().client() + "'s request " + waiting.peek().request().request().brief();
    return String.format(
        Locale.ROOT,
        "%s is missing after %.1f view timeouts, the bound is %.1f (%d wait); %s",
        first,
        need,
        bound(),
        waiting.size(),
        lacking);
  }

  /**
   * Counts how often a correct primary loses its view (SCH-25): f + 1 honest members have voted to
   * leave the highest view in which any of them voted for a block.
   */
  static final class CalmWatch {
    private final ScheduledSystem system;
    private final Set<ScheduledHost> leavers = new LinkedHashSet<>();
    private long activeView = -1;
    private boolean counting;

    /**
     * Whether as many requests waited at one member as at another when the count began: a faulty
     * client repeats nothing that a member lost in a crash, or that the network lost.
     */
    private boolean hadAll;

    int unseated;

    CalmWatch(ScheduledSystem world) {
      this.system = world;
      world.watch(this::stepped);
    }

    /** From now on it counts. */
    void start() {
      counting = true;
      hadAll = system.hosts.stream().map(CalmWatch::waiting).distinct().count() == 1;
    }

    private static int waiting(ScheduledHost host) {
      return host.replica()
          .filter(PbftReplica.class::isInstance)
          .map(each -> ((PbftReplica) each).pendingRequests())
          .orElse(0);
    }

    void stepped(ScheduledHost host, Input input, List<Output> outputs) {
      if (!host.isHonest()) {
        return;
      }
      for (Output output : outputs) {
        if (output instanceof Output.Sign sign) {
          switch (sign.message()) {
            case PrePrepare vote -> onVote(vote.view());
            case Prepare vote -> onVote(vote.view());
            case Commit vote -> onVote(vote.view());
            case ViewChange change when change.newView() > activeView -> onLeft(host);
            default -> {}
          }
        }
      }
    }

    private void onVote(long view) {
      if (view > activeView) {
        activeView = view;
        leavers.clear();
      }
    }

    private void onLeft(ScheduledHost host) {
      boolean first = leavers.add(host);
      boolean left = first && leavers.size() == system.plan.faulty() + 1;
      if (counting && left && activeView >= 0 && isPrimaryCorrect()) {
        unseated++;
      }
    }

    /** A Byzantine member may be no host at all. */
    private boolean isPrimaryCorrect() {
      String number = Long.toString(activeView % system.plan.nodes());
      return system.hosts.stream()
          .anyMatch(host -> host.name().equals(number) && host.isHonest() && host.isUp());
    }
  }
}
