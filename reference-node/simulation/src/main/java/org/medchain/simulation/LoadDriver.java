package org.medchain.simulation;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Transaction;

/**
 * Submits the requests of a {@link Load} at their times (SIM-16, SIM-17).
 *
 * <p>Of an open load only the next arrival is in the event queue; a closed load's clients each have
 * a turn for every request that they may have in flight.
 */
final class LoadDriver implements Party {
  /** The turn that belongs to no client: the next arrival, or the end of a closed load. */
  private static final Turn COMMON = new Turn(-1, 0);

  private final EventQueue queue;
  private final int party;
  private final Load load;
  private final List<ClientHost> clients;
  private final UniformRandomProvider[] thinking;
  private final ClientCore core;
  private int nextArrival;
  private boolean over;

  LoadDriver(
      EventQueue queue,
      int party,
      Load load,
      List<ClientHost> clients,
      RandomStreams random,
      ClientCore core) {
    this.queue = queue;
    this.party = party;
    this.load = load;
    this.clients = clients;
    this.core = core;
    this.thinking = new UniformRandomProvider[load.clients()];
    for (int client = 0; client < thinking.length; client++) {
      thinking[client] = random.stream("think", client);
    }
  }

  /** Puts the first turns into the queue. */
  void begin() {
    switch (load) {
      case Load.Open open -> scheduleArrival(open);
      case Load.Closed closed -> {
        queue.schedule(closed.endNs(), party, COMMON);
        for (int client = 0; client < closed.clients(); client++) {
          for (int i = 0; i < closed.outstanding(); i++) {
            scheduleTurn(closed, client, 0);
          }
        }
      }
    }
  }

  @Override
  public long busyUntilNs() {
    return core.busyUntilNs();
  }

  /** Whether nothing more will be submitted. */
  boolean isOver() {
    return over;
  }

  /** A request of this client was accepted. */
  void accepted(int client) {
    if (load instanceof Load.Closed closed) {
      scheduleTurn(closed, client, closed.think().drawNs(thinking[client]));
    }
  }

  @Override
  public void occur(long atNs, Occurrence what) {
    if (!(what instanceof Turn turn)) {
      throw new IllegalArgumentException("does not happen to a load: " + what);
    }
    switch (load) {
      case Load.Open open -> submitArrivals(open, atNs);
      case Load.Closed closed -> takeTurn(closed, turn, atNs);
    }
  }

  private void submitArrivals(Load.Open open, long atNs) {
    Arrival arrival = open.arrivals().get(nextArrival++);
    clients
        .get(arrival.client())
        .submit(arrival.transaction(), arrival.read(), arrival.atNs(), atNs);
    scheduleArrival(open);
  }

  private void scheduleArrival(Load.Open open) {
    if (nextArrival < open.arrivals().size()) {
      // On a shared machine the clients' process may be late (SIM-35).
      long atNs = Math.max(queue.nowNs(), open.arrivals().get(nextArrival).atNs());
      queue.schedule(atNs, party, COMMON);
    } else {
      over = true;
    }
  }

  private void takeTurn(Load.Closed closed, Turn turn, long atNs) {
    if (turn.equals(COMMON)) {
      over = true;
    } else {
      // A source that has run dry leaves its client with fewer requests in flight.
      Optional<Transaction> request = closed.source().next(turn.client());
      ClientHost client = clients.get(turn.client());
      request.ifPresent(transaction -> client.submit(transaction, false, turn.dueNs(), atNs));
    }
  }

  private void scheduleTurn(Load.Closed closed, int client, long afterNs) {
    long atNs = EventQueue.later(queue.nowNs(), afterNs);
    if (atNs < closed.endNs()) {
      queue.schedule(atNs, party, new Turn(client, atNs));
    }
  }
}
