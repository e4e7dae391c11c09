package org.medchain.consensus.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replicas of one kind, joined by {@link ScheduledLinks}, that can be put through a {@link
 * NaiveSchedule}.
 *
 * @param <M> what they send
 */
abstract class ScheduledReplicas<M> {
  private static final int MOST_ROUNDS = 200;

  private final int nodes;
  private final ScheduledLinks<M> links;
  private final Set<Integer> crashed = new TreeSet<>();
  private Optional<NaiveSchedule.Event.Twin> twinned = Optional.empty();
  private boolean odd;

  ScheduledReplicas(int nodes) {
    this.nodes = nodes;
    this.links = new ScheduledLinks<>(nodes + 1); // the last end is the clients'
  }

  /** The message that carries a request. */
  abstract M request(int number);

  /** Adds a replica with the key of {@code node}; its own number is n. */
  abstract void addTwin(int node);

  /** A replica takes a message in and sends its own. */
  abstract void arrive(int replica, M message);

  /** The view timer fires, if it is running. */
  abstract void timeOut(int replica);

  abstract void sendAgain(int replica);

  /** The executed requests of a replica, in order; equal elements mean the same. */
  abstract List<?> history(int node);

  /** The requests that a replica has executed, in order. */
  abstract List<Integer> committed(int node);

  abstract long view(int node);

  /** Whether some view began with something prepared before. */
  abstract boolean carriedPrepared();

  /** Sends a message, unless its sender is the twin that does not send to that one. */
  final void put(int replica, int to, M message) {
    boolean isTwin = replica == nodes;
    int from = isTwin ? twinned.orElseThrow().node() : replica;
    boolean speaks =
        twinned.isEmpty()
            || twinned.get().node() != from
            || twinned.get().side().contains(to) == isTwin;
    if (speaks && to != from) {
      links.put(from, to, message);
    }
  }

  final void multicast(int replica, M message) {
    for (int to = 0; to < nodes; to++) {
      if (to != replica) {
        put(replica, to, message);
      }
    }
  }

  private void submit(int request, int node) {
    links.put(nodes, node, request(request));
  }

  final void happen(NaiveSchedule.Event event) {
    switch (event) {
      case NaiveSchedule.Event.Submit submit -> submit(submit.request(), submit.node());
      case NaiveSchedule.Event.Pick pick -> pick(pick.link(), pick.index(), pick.fate());
      case NaiveSchedule.Event.TimeOut late when isRunning(late.node()) -> timeOut(late.node());
      case NaiveSchedule.Event.SendAgain again when isRunning(again.node()) ->
          sendAgain(again.node());
      case NaiveSchedule.Event.Crash crash -> crashed.add(crash.node());
      case NaiveSchedule.Event.Twin twin -> {
        twinned = Optional.of(twin);
        addTwin(twin.node());
      }
      default -> {} // of a replica that has crashed
    }
  }

  private void pick(int link, int index, ScheduledLinks.Fate fate) {
    links
        .take(link, index, fate)
        .filter(each -> each.to() < nodes && isRunning(each.to()))
        .ifPresent(this::arrive);
  }

  /** Twins hear the same of replicas, but clients are told apart, so that proposals differ. */
  private void arrive(ScheduledLinks.Arrival<M> arrival) {
    boolean isTwinned = twinned.isPresent() && twinned.get().node() == arrival.to();
    boolean isRequest = arrival.from() == nodes;
    odd ^= isRequest;
    if (!isTwinned || !isRequest || odd) {
      arrive(arrival.to(), arrival.message());
    }
    if (isTwinned && (!isRequest || !odd)) {
      arrive(nodes, arrival.message());
    }
  }

  /**
   * From now on nothing is lost, twins are silent, clients send to all replicas again, and time
   * passes: replicas retransmit often, and view timers expire seldom.
   *
   * @return whether every live replica has executed all of {@code requests} in the end
   */
  final boolean heals(int requests) {
    twinned.ifPresent(twin -> crashed.add(twin.node()));
    for (int number = 1; number <= requests; number++) {
      for (int node = 0; node < nodes; node++) {
        submit(number, node);
      }
    }
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      drain();
      if (live().stream().allMatch(node -> committed(node).size() >= requests)) {
        return true;
      }
      live().forEach(this::sendAgain);
      if (round % 8 == 0) {
        live().forEach(this::timeOut);
      }
    }
    return false;
  }

  private void drain() {
    while (!links.isEmpty()) {
      pick(0, 0, ScheduledLinks.Fate.DELIVERED);
    }
  }

  private boolean isRunning(int node) {
    return !crashed.contains(node);
  }

  /** Whether a replica keeps to the protocol, up to a crash. */
  final boolean isHonest(int node) {
    return twinned.map(twin -> twin.node() != node).orElse(true);
  }

  /** The replicas that are honest and have not crashed. */
  final List<Integer> live() {
    List<Integer> live = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      if (isRunning(node) && isHonest(node)) {
        live.add(node);
      }
    }
    return live;
  }

  final int nodes() {
    return nodes;
  }
}
