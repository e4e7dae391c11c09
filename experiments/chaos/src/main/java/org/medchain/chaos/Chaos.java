package org.medchain.chaos;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.Timer;

/**
 * The first phase of a schedule: episodes of faults, each with messages delivered in an order of
 * its own. It only chooses; everything that happens, happens in the {@link World}.
 */
final class Chaos {
  /**
   * Messages looked at from the oldest on; the least keeps their order, the last does not at all.
   */
  private static final List<Integer> DISORDER = List.of(1, 6, 40, Integer.MAX_VALUE);

  private static final int MOST_VIEWS = 4;

  /** For proof of work: of a thousand steps so many find a block; as many fire a timer. */
  private static final int MINED = 45;

  private final World world;
  private final Plan plan;
  private final Draw draw;
  private final boolean isWork;
  private final Bias bias;
  private final Set<Party> cutOff = new LinkedHashSet<>();
  private final List<Host> hermits = new ArrayList<>();
  private List<Set<Party>> groups = List.of();
  private int disorder = 1;
  private int lossPermille;
  private int repeatPermille;

  Chaos(World world) {
    this.world = world;
    this.plan = world.plan();
    this.isWork = plan.kind() == Plan.Kind.POW;
    this.draw = Draw.of(plan.seed(), "chaos");
    this.bias = Bias.of(world);
  }

  /** Plays all episodes, or until a judge has seen enough. */
  void play() {
    if (plan.isSplit()) {
      splitTwins();
    }
    if (plan.hermit()) {
      List<Host> honest = world.hosts().stream().filter(Host::isHonest).toList();
      hermits.add(draw.pick(honest.subList(0, plan.nodes() - plan.byzantine().size())));
    }
    for (int i = 0; i < plan.episodes() && !world.judge().isOver(); i++) {
      episode();
    }
  }

  private void episode() {
    disorder = draw.pick(DISORDER);
    lossPermille = draw.chance(400) ? draw.below(150) : 0;
    repeatPermille = draw.chance(300) ? draw.below(100) : 10;
    cutOff.clear();
    cutOff.addAll(hermits);
    int most = plan.faulty() - hermits.size();
    if (most > 0 && draw.chance(500)) {
      draw.some(parties(), draw.between(1, most)).forEach(cutOff::add);
    }
    if (isWork) {
      part();
    }
    bias.next();
    cutOff.addAll(bias.cutOff());
    submitSome();
    if (draw.chance(350)) {
      crashOne();
    }
    if (draw.chance(600)) {
      restartSome();
    }
    if (bias.suspects(draw.chance(450))) {
      suspectPrimary();
    }
    int size = plan.nodes() * plan.nodes() * bias.patience();
    steps(draw.between(2 * size, 6 * size));
    if (bias.suspectsLate(draw.chance(300))) {
      suspectPrimary();
      steps(draw.between(size, 3 * size));
    }
  }

  private List<Party> parties() {
    List<Party> parties = new ArrayList<>(world.hosts());
    parties.addAll(world.puppets());
    return parties;
  }

  /** The network falls into two halves, each with a copy of every twin (Bano et al. 2022). */
  private void splitTwins() {
    Set<Party> left = new LinkedHashSet<>();
    Set<Party> right = new LinkedHashSet<>();
    for (Host host : world.hosts()) {
      boolean copy = host.name().endsWith("'");
      boolean twin = !host.isHonest();
      boolean goesRight = twin ? copy : right.size() < left.size() || draw.chance(500);
      (goesRight ? right : left).add(host);
    }
    for (Client client : world.clients()) {
      (draw.chance(500) ? left : right).add(client);
    }
    groups = List.of(left, right);
  }

  /** Two halves that each mine on: where no quorum is needed both chains grow. */
  private void part() {
    if (draw.chance(500)) {
      return; // as before
    }
    Set<Party> left = new LinkedHashSet<>();
    Set<Party> right = new LinkedHashSet<>();
    parties().forEach(party -> (draw.chance(500) ? left : right).add(party));
    groups = draw.chance(600) ? List.of(left, right) : List.of();
  }

  private void submitSome() {
    for (Client client : world.clients()) {
      int count = draw.between(0, plan.hermit() ? 3 : 2);
      for (int i = 0; i < count; i++) {
        world.submit(client, draw.below(8));
      }
    }
    if (world.changesLeft() > 0 && draw.chance(600)) {
      world.submit(world.center(), draw.below(1 << 20));
    }
  }

  private long down() {
    return world.hosts().stream().filter(host -> !host.isUp()).count();
  }

  /** Crashes do no harm to agreement, however many; without restarts they use up f. */
  private void crashOne() {
    List<Host> up = world.hosts().stream().filter(Host::isUp).toList();
    boolean allowed =
        plan.restarts() || down() + plan.byzantine().size() < new Quorum(plan.nodes()).faulty();
    if (allowed && !up.isEmpty()) {
      Host host = draw.pick(up);
      world.crash(host, host.unforced() == 0 ? 0 : draw.below(host.unforced() + 1));
    }
  }

  private void restartSome() {
    for (Host host : world.hosts()) {
      if (plan.restarts() && !host.isUp() && draw.chance(700)) {
        world.restart(host);
      }
    }
  }

  /** Most of the view timers run out; not too often, or healing waits for ever longer ones. */
  private void suspectPrimary() {
    if (world.highestViewNumber() >= MOST_VIEWS) {
      return;
    }
    for (Host host : world.hosts()) {
      if (host.isUp() && draw.chance(800)) {
        host.timers().keySet().stream()
            .filter(timer -> timer.name().equals("view-change"))
            .findFirst()
            .ifPresent(timer -> world.fire(host, timer));
      }
    }
  }

  private void steps(int count) {
    for (int i = 0; i < count && !world.judge().isOver(); i++) {
      step();
    }
  }

  private void step() {
    int what = draw.below(1000);
    if (isWork && draw.chance(MINED)) {
      mineAny();
    } else if (isWork && draw.chance(MINED)) {
      fireAny();
    } else if (what < 12) {
      fireAny();
    } else if (what < 120 && !world.puppets().isEmpty()) {
      world.say(draw.pick(world.puppets()), draw.next());
    } else if (what < 124) {
      world.tick(draw.pick(world.hosts()), draw.below(50));
    } else if (what < 130) {
      mineAny();
    } else if (what < 270) {
      catchUp(draw.pick(world.hosts()));
    } else {
      deliverAny();
    }
  }

  /** Does one of the things that a lazy host has put off. */
  private void catchUp(Host host) {
    if (host.unsigned() > 0) {
      world.sign(host);
    } else if (host.unforced() > 0) {
      world.force(host, draw.between(1, host.unforced()));
    } else if (host.canExecute()) {
      world.execute(host);
    } else {
      deliverAny();
    }
  }

  private void fireAny() {
    Host host = draw.pick(world.hosts());
    List<Timer> timers = new ArrayList<>(host.timers().keySet());
    if (world.highestViewNumber() >= MOST_VIEWS) {
      timers.removeIf(timer -> timer.name().equals("view-change"));
    }
    if (!timers.isEmpty() && draw.chance(800)) {
      world.fire(host, draw.pick(timers));
    } else {
      Client client = draw.pick(world.clients());
      List<Timer> waiting = List.copyOf(client.timers().keySet());
      if (!waiting.isEmpty()) {
        world.fire(client, draw.pick(waiting));
      }
    }
  }

  private void mineAny() {
    List<Host> miners = world.hosts().stream().filter(host -> host.mining().isPresent()).toList();
    if (!miners.isEmpty()) {
      world.mine(draw.pick(miners));
    }
  }

  private void deliverAny() {
    List<Parcel> pool = world.pool();
    int reach = Math.min(disorder, pool.size());
    if (reach == 0) {
      fireAny();
      return;
    }
    int index = draw.below(reach);
    // What cannot get through now keeps its place, so the way goes on past it.
    while (index < pool.size() && !isOpen(pool.get(index))) {
      index++;
    }
    if (index == pool.size()) {
      return;
    }
    boolean up = !(pool.get(index).to() instanceof Host host) || host.isUp();
    if (!up || bias.swallows(pool.get(index)) || draw.chance(lossPermille)) {
      world.lose(index);
    } else {
      world.deliver(index, draw.chance(repeatPermille));
    }
  }

  private boolean isOpen(Parcel parcel) {
    if (cutOff.contains(parcel.from()) || cutOff.contains(parcel.to())) {
      return false;
    }
    for (Set<Party> group : groups) {
      if (group.contains(parcel.from())) {
        return group.contains(parcel.to()) || parcel.from() instanceof Client;
      }
    }
    return true;
  }
}
