package org.medchain.simulation.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.consensus.Output;
import org.medchain.data.Argument;
import org.medchain.data.Transaction;
import org.medchain.simulation.event.EventHandler;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.LoadTick;
import org.medchain.simulation.event.SimulationEvent;
import org.medchain.simulation.host.ClientCpu;
import org.medchain.simulation.host.ClientHost;
import org.medchain.simulation.model.RandomStreams;

/**
 * Submits the requests of a {@link Load} at their times (SIM-16, SIM-17).
 *
 * <p>Of an open load only the next arrival is in the event queue; a closed load's clients each have
 * a turn for every request that they may have in flight.
 */
public final class LoadDriver implements EventHandler {
  /** The turn that belongs to no client: the next arrival, or the end of a closed load. */
  private static final LoadTick ARRIVALS_TICK = new LoadTick(-1, 0);

  /** The same for an arrival that had to wait for others (SIM-44). */
  private static final LoadTick RELEASED_TICK = new LoadTick(-2, 0);

  private final EventQueue queue;
  private final int party;
  private final Load load;
  private final List<ClientHost> clients;
  private final UniformRandomProvider[] thinkTimes;
  private final ClientCpu core;
  private final ArrivalOrder order;
  private final Deque<RequestArrival> released = new ArrayDeque<>();
  private int nextArrival;
  private long nextWakeNs = Long.MAX_VALUE;
  private boolean finished;

  public LoadDriver(
      EventQueue queue,
      int party,
      Load load,
      List<ClientHost> clients,
      RandomStreams random,
      ClientCpu core) {
    this.queue = queue;
    this.party = party;
    this.load = load;
    this.clients = clients;
    this.core = core;
    this.order = new ArrivalOrder(load instanceof Load.Open open ? open.arrivals() : List.of());
    this.thinkTimes = new UniformRandomProvider[load.clients()];
    for (int client = 0; client < thinkTimes.length; client++) {
      thinkTimes[client] = random.stream("think", client);
    }
  }

  /** Puts the first turns into the queue. */
  public void begin() {
    switch (load) {
      case Load.Open open -> scheduleArrival(open);
      case Load.Interactive interactive -> queue.schedule(0, party, ARRIVALS_TICK);
      case Load.Closed closed -> {
        queue.schedule(closed.endNs(), party, ARRIVALS_TICK);
        for (int client = 0; client < closed.clients(); client++) {
          for (int i = 0; i < closed.outstanding(); i++) {
            scheduleTick(closed, client, 0);
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
  public boolean isFinished() {
    return finished && released.isEmpty() && order.isEmpty();
  }

  /** Whether a run ends with the load, however many requests are not accepted yet. */
  public boolean abandonsRequests() {
    return load instanceof Load.Interactive;
  }

  /** A request of this client was accepted. */
  public void accepted(int client, Output.Accepted accepted, long atNs) {
    switch (load) {
      case Load.Open open -> release(accepted);
      case Load.Closed closed ->
          scheduleTick(closed, client, closed.think().drawNs(thinkTimes[client]));
      case Load.Interactive interactive -> {
        interactive.script().accepted(client, accepted, atNs);
        // Not here: the client is in the middle of its own step.
        queue.schedule(queue.nowNs(), party, ARRIVALS_TICK);
      }
    }
  }

  @Override
  public void handle(long atNs, SimulationEvent what) {
    Argument.refuseIf(!(what instanceof LoadTick turn), "does not happen to a load: %s", what);
    switch (load) {
      case Load.Open open -> {
        if (turn.equals(RELEASED_TICK)) {
          RequestArrival arrival = released.removeFirst();
          submit(arrival, Math.max(arrival.atNs(), queue.nowNs()), atNs);
        } else {
          submitArrivals(open, atNs);
        }
      }
      case Load.Closed closed -> onClientTick(closed, turn, atNs);
      case Load.Interactive interactive -> submitScripted(interactive, atNs);
    }
  }

  private void submitArrivals(Load.Open open, long atNs) {
    RequestArrival arrival = open.arrivals().get(nextArrival++);
    if (!order.hold(arrival)) {
      submit(arrival, arrival.atNs(), atNs);
    }
    scheduleArrival(open);
  }

  private void submit(RequestArrival arrival, long intendedNs, long atNs) {
    clients.get(arrival.client()).submit(arrival.transaction(), arrival.read(), intendedNs, atNs);
  }

  /** Not at once: the client is in the middle of its own step. */
  private void release(Output.Accepted accepted) {
    for (RequestArrival each : order.released(accepted.request())) {
      released.addLast(each);
      queue.schedule(queue.nowNs(), party, RELEASED_TICK);
    }
  }

  private void submitScripted(Load.Interactive interactive, long atNs) {
    if (atNs >= nextWakeNs) {
      nextWakeNs = Long.MAX_VALUE;
    }
    LoadScript.LoadStep step = interactive.script().step(atNs);
    for (LoadScript.Submission each : step.submissions()) {
      clients.get(each.client()).submit(each.transaction(), each.read(), atNs, atNs);
    }
    step.wakeNs().ifPresent(wakeNs -> scheduleWake(atNs, wakeNs));
    finished = step.finished();
  }

  /** Once for each time, however often the script asks for it. */
  private void scheduleWake(long nowNs, long atNs) {
    Argument.refuseIf(atNs <= nowNs, "a script wakes after %s ns, not at %s", nowNs, atNs);
    if (atNs < nextWakeNs) {
      nextWakeNs = Math.max(queue.nowNs(), atNs);
      queue.schedule(nextWakeNs, party, ARRIVALS_TICK);
    }
  }

  private void scheduleArrival(Load.Open open) {
    if (nextArrival < open.arrivals().size()) {
      // On a shared machine the clients' process may be late (SIM-35).
      long atNs = Math.max(queue.nowNs(), open.arrivals().get(nextArrival).atNs());
      queue.schedule(atNs, party, ARRIVALS_TICK);
    } else {
      finished = true;
    }
  }

  private void onClientTick(Load.Closed closed, LoadTick turn, long atNs) {
    if (turn.equals(ARRIVALS_TICK)) {
      finished = true;
    } else {
      // A source that has run dry leaves its client with fewer requests in flight.
      Optional<Transaction> request = closed.source().next(turn.client());
      ClientHost client = clients.get(turn.client());
      request.ifPresent(transaction -> client.submit(transaction, false, turn.dueNs(), atNs));
    }
  }

  private void scheduleTick(Load.Closed closed, int client, long afterNs) {
    long atNs = EventQueue.addSaturated(queue.nowNs(), afterNs);
    if (atNs < closed.endNs()) {
      queue.schedule(atNs, party, new LoadTick(client, atNs));
    }
  }
}
