package org.medchain.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.medchain.consensus.Timer;
import org.medchain.data.Header;
import org.medchain.data.Transaction;

/**
 * The second phase: faults stop, Byzantine members may go on, virtual time runs. Every message
 * arrives within the plan's latency, timers fire when they are due, and all that clients ever
 * submitted has to be executed within the bound (SCH-5).
 */
final class Healing {
  /** So that a defect cannot hang the search: no healing of a sound system comes near. */
  private static final int MOST_STEPS = 300_000;

  /** For proof of work: in so many steps of the search one block is found on average. */
  private static final int BLOCK_STEPS = 40;

  /** A timer that is due; {@code party} has it. */
  private record Due(long at, Party party, Timer timer) {}

  private record Arrival(long at, long number, Parcel parcel) {}

  private static final Comparator<Arrival> IN_TIME =
      Comparator.comparingLong(Arrival::at).thenComparingLong(Arrival::number);

  private final World world;
  private final Plan plan;
  private final Draw draw;
  private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(IN_TIME);
  private long number;
  private long nextSay;
  private long nextMine;
  private List<Transaction> owed = List.of();

  Healing(World world) {
    this.world = world;
    this.plan = world.plan();
    this.draw = Draw.of(plan.seed(), "healing");
  }

  /**
   * SCH-5: the bound in virtual time. The chaos phase may have doubled timeouts {@code views}
   * times; from then on they double until they outlast the latency, and f + 2 times more until a
   * correct primary leads. Where the latency is above the first timeout, that may happen again for
   * every block.
   */
  static long boundNs(Plan plan, int views, int requests) {
    if (plan.kind() == Plan.Kind.POW) {
      return workBoundNs(plan, requests);
    }
    int slow = 0;
    while (Setting.VIEW_TIMEOUT_NS << slow < 8L * plan.latencyMs() * 1_000_000L) {
      slow++;
    }
    int doublings = Math.min(Math.max(views, slow) + plan.faulty() + 2, 20);
    int times = slow == 0 ? 2 : 2 + requests;
    return times * (Setting.VIEW_TIMEOUT_NS << doublings);
  }

  /**
   * For proof of work: at worst one node alone has the requests and each needs a block, the last
   * one W + k more; three times as many are expected in the time, and who is far behind has a
   * minute to fetch the chain.
   */
  private static long workBoundNs(Plan plan, int requests) {
    long blocks = (requests + 1L) * plan.nodes() + plan.window() + plan.interval();
    return 3 * blocks * blockMs(plan) * 1_000_000L + 60_000_000_000L;
  }

  /** How often, in ms, every searching host gets a chance to have found what it searches for. */
  private static long searchStepMs(Plan plan) {
    return plan.kind() == Plan.Kind.POW ? Math.max(20, plan.latencyMs()) : 20;
  }

  /** Mean time between two blocks of proof of work, in ms. */
  static long blockMs(Plan plan) {
    return BLOCK_STEPS * searchStepMs(plan);
  }

  /** Heals, and reports what is still missing at the bound. */
  void play() {
    world.stopRecording();
    revive();
    for (Client client : world.clients()) {
      world.submit(client, 0);
    }
    owed = owed();
    long end = world.nowNs() + boundNs(plan, world.highestViewNumber(), owed.size());
    int steps = 0;
    while (!world.judge().isOver() && !isDone()) {
      if (!next(end) || ++steps > MOST_STEPS) {
        complain(steps);
        return;
      }
    }
  }

  private void revive() {
    for (Host host : world.hosts()) {
      if (!host.isUp() && plan.restarts()) {
        world.restart(host);
      }
      host.hurry();
    }
  }

  private List<Transaction> owed() {
    List<Transaction> all = new ArrayList<>();
    List<Client> clients = new ArrayList<>(world.clients());
    clients.add(world.center());
    for (Client client : clients) {
      client.submitted().stream()
          .filter(request -> request.kind() != Ledger.READ)
          .forEach(all::add);
    }
    return all;
  }

  private boolean isWork() {
    return plan.kind() == Plan.Kind.POW;
  }

  private boolean isDone() {
    if (!world.judge().agree(world.obliged())) {
      return false;
    }
    for (Client client : world.clients()) {
      if (!client.open().isEmpty() && !isBusy(client)) {
        return false;
      }
    }
    for (Host host : world.obliged()) {
      if (!missing(host).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean isBusy(Client client) {
    return plan.busy() && client == world.clients().get(0) && world.clients().size() > 1;
  }

  private List<Transaction> missing(Host host) {
    return owed.stream()
        .filter(each -> !host.ledger().executed(each.request()))
        .filter(each -> world.judge().owes(each))
        .toList();
  }

  /** The next thing that is due; false if that is past the bound, or nothing ever will be. */
  private boolean next(long end) {
    schedule();
    feed();
    Optional<Due> timer = nextTimer();
    long arrival = arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peek().at();
    long search = isSearching() ? nextMine : Long.MAX_VALUE;
    long due = Math.min(search, Math.min(arrival, timer.map(Due::at).orElse(Long.MAX_VALUE)));
    if (due > end) {
      return false;
    }
    world.advanceTo(due);
    if (arrival <= due) {
      Parcel parcel = arrivals.remove().parcel();
      if (!(parcel.to() instanceof Host host) || host.isUp()) {
        parcel.to().receive(parcel.mail());
      }
    } else if (search > due) {
      timer.ifPresent(each -> world.fire(each.party(), each.timer()));
    }
    disturb();
    return true;
  }

  private boolean isSearching() {
    return world.hosts().stream().anyMatch(host -> host.mining().isPresent());
  }

  /** Messages sent since: each gets a delay of its own. */
  private void schedule() {
    for (Parcel parcel : world.pool()) {
      long delay = 1 + draw.below(plan.latencyMs()) * 1_000_000L;
      arrivals.add(new Arrival(world.nowNs() + delay, ++number, parcel));
    }
    world.pool().clear();
  }

  /** A client that goes on submitting: others must not starve beside it. */
  private void feed() {
    Client first = world.clients().get(0);
    if (isBusy(first) && first.open().isEmpty()) {
      first.write("r0", world.freshValue());
    }
  }

  private void disturb() {
    if (!world.puppets().isEmpty() && world.nowNs() >= nextSay) {
      nextSay = world.nowNs() + 200_000_000L;
      world.say(draw.pick(world.puppets()), draw.next());
    }
    if (world.nowNs() >= nextMine) {
      nextMine = world.nowNs() + searchStepMs(plan) * 1_000_000L;
      int odds = isWork() ? 1000 / BLOCK_STEPS / plan.nodes() : 200;
      for (Host host : world.hosts()) {
        Optional<Header> searched = host.mining();
        if (searched.isPresent() && draw.chance(odds)) {
          world.mine(host);
        }
      }
    }
  }

  private Optional<Due> nextTimer() {
    Due first = null;
    for (Host host : world.hosts()) {
      first = earlier(first, host, host.timers());
    }
    for (Client client : world.clients()) {
      first = earlier(first, client, client.timers());
    }
    return Optional.ofNullable(earlier(first, world.center(), world.center().timers()));
  }

  private static Due earlier(Due first, Party party, Map<Timer, Long> timers) {
    Due best = first;
    for (Map.Entry<Timer, Long> each : timers.entrySet()) {
      if (best == null || each.getValue() < best.at()) {
        best = new Due(each.getValue(), party, each.getKey());
      }
    }
    return best;
  }

  private void complain(int steps) {
    List<String> starved = new ArrayList<>();
    for (Client client : world.clients()) {
      if (!client.open().isEmpty() && !isBusy(client)) {
        starved.add(client.name());
      }
    }
    boolean one = starved.size() == 1 && world.clients().size() > 1;
    StringBuilder text = new StringBuilder("not all was executed within the bound");
    text.append(" (").append(steps).append(" steps); waiting clients ").append(starved);
    for (Host host : world.obliged()) {
      text.append("; host ").append(host.name()).append(" at ").append(host.ledger().height());
      text.append(" lacks ").append(missing(host).size());
    }
    String oracle = one ? "FAIR" : isWork() && starved.isEmpty() ? "LOST" : "BL";
    world.judge().report(oracle, text.toString());
  }
}
