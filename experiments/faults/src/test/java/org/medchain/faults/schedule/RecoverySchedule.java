package org.medchain.faults.schedule;

import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.CRASH;
import static org.medchain.faults.schedule.ScheduleEvent.ScheduleAction.PUT_BACK;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledHost.DeferredWork;

/**
 * Four members that lose their stores and come back under fresh keys, step by step as {@code
 * cluster start nX --recover} does it (CLUSTER-15), in virtual time and from one seed.
 */
final class RecoverySchedule {
  static final long SECOND = 1_000_000_000L;
  static final int MEMBERS = 4;

  /** Far above what any step of a sound system takes. */
  private static final long PATIENCE = 120 * SECOND;

  private final ScheduleSetup setup;
  private final ScheduledSystem system;
  private final LivenessPhase time;
  private final VoteWatch votes;

  /** Who stands at each member's place, from the last recovery on. */
  private final List<ScheduledHost> members;

  private RecoverySchedule(SchedulePlan plan) {
    system = new ScheduledSystem(plan, false);
    setup = system.setup;
    time = new LivenessPhase(system);
    votes = new VoteWatch(system);
    members = new ArrayList<>(system.hosts);
  }

  /**
   * Four members without faults of their own.
   *
   * @param load whether one client never stops submitting
   */
  static RecoverySchedule of(long seed, boolean load) {
    SeededDraws draw = SeededDraws.of(seed, "recovery");
    return of(seed, load, draw.between(2, 6));
  }

  /** The same with K. */
  static RecoverySchedule of(long seed, boolean load, int interval) {
    SeededDraws draw = SeededDraws.of(seed, "recovery plan");
    List<Integer> skewMs = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      skewMs.add(draw.below(3000));
    }
    return new RecoverySchedule(
        new SchedulePlan(
            seed,
            ScheduleKind.PBFT,
            MEMBERS,
            0,
            draw.between(1, 3),
            interval,
            draw.between(1, 3),
            Map.of(),
            Collections.nCopies(MEMBERS, DeferredWork.NONE),
            skewMs,
            2,
            0,
            draw.between(50, 150),
            true,
            0,
            load,
            false));
  }

  ScheduledSystem system() {
    return system;
  }

  VoteWatch votes() {
    return votes;
  }

  Optional<OracleViolation> violation() {
    return system.oracle.violation();
  }

  ScheduledHost member(int place) {
    return members.get(place);
  }

  static VoteMemory memory(ScheduledHost host) {
    return host.replica().map(each -> ((PbftReplica) each).voteMemory()).orElseThrow();
  }

  void run(long ns) {
    var unused = runUntil(() -> false, ns);
  }

  /** Whether it came to hold in time. */
  boolean runUntil(BooleanSupplier done, long ns) {
    long end = system.nowNs() + ns;
    boolean going = true;
    while (going && !done.getAsBoolean()) {
      going = !system.oracle.hasViolation() && time.next(end);
    }
    if (!going && !system.oracle.hasViolation()) {
      system.advanceTo(end);
    }
    return done.getAsBoolean() && !system.oracle.hasViolation();
  }

  void await(String what, BooleanSupplier done) {
    if (!runUntil(done, PATIENCE)) {
      system.oracle.report("STUCK", "waits in vain: " + what + "; " + state());
    }
  }

  private MembershipHistory known(ScheduledHost host) {
    MembershipHistory first = MembershipHistory.of(setup.chain, setup.members);
    return host.replica()
        .flatMap(each -> ((PbftReplica) each).membershipProof())
        .map(first::with)
        .orElse(first);
  }

  private String state() {
    return system.hosts.stream()
        .map(
            host ->
                "host %s at height %s: %s"
                    .formatted(
                        host.name(),
                        host.stateMachine().height(),
                        host.isUp() ? memory(host) + ", " + host.timers.running() : "down"))
        .collect(Collectors.joining("; "));
  }

  /** The client that waits for its answers submits one. */
  void submit() {
    submitUnanswered();
    await("a request's answer", () -> system.clients.get(1).outstanding().isEmpty());
  }

  void submitUnanswered() {
    system.clients.get(1).write("r1", system.freshValue());
  }

  /** A member is killed and its store is gone. */
  void lose(int place) {
    ScheduledHost host = member(place);
    system.play(CRASH, host, 0);
    system.play(PUT_BACK, host, 0);
  }

  /** Why no recovery begins now: the others must be a quorum, as the command asks them first. */
  Optional<String> refusal(int place) {
    long ready =
        members.stream()
            .filter(each -> each != member(place) && each.isUp())
            .filter(each -> memory(each) == VoteMemory.INTACT)
            .filter(each -> system.oracle.lastMembers().contains(each.key()))
            .count();
    int needed = new QuorumSizes(MEMBERS).size();
    return ready >= needed
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "%d other members are ready, and a quorum needs %d", ready, needed));
  }

  /** A fresh host stands for the member, follows, and the center orders its key. */
  Recovery begin(int place) {
    int number = setup.freshNode();
    ScheduledHost fresh =
        new ScheduledHost(
            Integer.toString(number),
            setup.node(number),
            true,
            DeferredWork.NONE,
            system,
            () -> setup.replica(number));
    system.hosts.add(system.add(fresh));
    fresh.restart();
    return new Recovery(place, fresh);
  }

  /** One recovery, from the fresh host's start on. */
  final class Recovery {
    private final int place;
    private final ScheduledHost lost;
    private final ScheduledHost fresh;

    private Recovery(int place, ScheduledHost fresh) {
      this.place = place;
      this.lost = member(place);
      this.fresh = fresh;
    }

    void order() {
      List<PublicKey> keys = new ArrayList<>(system.oracle.lastMembers().keys());
      keys.replaceAll(key -> key.equals(lost.key()) ? fresh.key() : key);
      system.center.order(RegisterStateMachine.MEMBERS, new Encoder().list(keys).toBytes());
    }

    boolean isOrdered() {
      return system.center.outstanding().isEmpty();
    }

    /**
     * The fresh host proves that its key is a member's, and has the state from which on it is: what
     * the command waits for. That its height is another's is not enough: a checkpoint that too few
     * have signed begins no epoch.
     */
    boolean isOver() {
      MembershipHistory known = known(fresh);
      int epoch = known.current();
      return known.members(epoch).contains(fresh.key())
          && fresh.stateMachine().height() >= known.first(epoch) - 1
          && memory(fresh) == VoteMemory.INTACT; // it has asked the members (PBFT-29)
    }

    /** Another member decides with the fresh key already. */
    boolean isKnown() {
      return system.hosts.stream()
          .filter(each -> each != fresh && each.isUp())
          .map(RecoverySchedule.this::known)
          .anyMatch(each -> each.members(each.current()).contains(fresh.key()));
    }

    /** From now on the fresh host is the member at this place. */
    void end() {
      members.set(place, fresh);
    }
  }

  /** The whole command; heights never go back by it. */
  void recover(int place) {
    refusal(place).ifPresent(why -> system.oracle.report("REFUSED", why));
    long height = member(place).stateMachine().height();
    Recovery recovery = begin(place);
    recovery.order();
    await("the center's order", recovery::isOrdered);
    await("the fresh key's epoch at its host", recovery::isOver);
    recovery.end();
    if (member(place).stateMachine().height() < height) {
      system.oracle.report("BACK", "host " + member(place).name() + " is below " + height);
    }
  }

  /** All that clients have an answer to. */
  private Set<RequestId> acknowledged() {
    Set<RequestId> found = new LinkedHashSet<>();
    for (ScheduledClient client : system.clients) {
      client.submitted().stream()
          .map(Transaction::request)
          .filter(each -> !client.outstanding().containsKey(each))
          .forEach(found::add);
    }
    return found;
  }

  /** Every member that is up comes to hold every acknowledged request; how many these are. */
  int requireAcknowledged() {
    Set<RequestId> all = acknowledged();
    await(
        "what is acknowledged in every ledger",
        () ->
            members.stream()
                .filter(ScheduledHost::isUp)
                .allMatch(each -> all.stream().allMatch(each.stateMachine()::executed)));
    return all.size();
  }
}
