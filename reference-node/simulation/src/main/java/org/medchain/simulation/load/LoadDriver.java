package org.medchain.simulation.load;

import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.consensus.Output;
import org.medchain.data.Argument;
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
  private final EventQueue queue;
  private final int party;
  private final Load load;
  private final List<ClientHost> clients;
  private final UniformRandomProvider[] thinkTimes;
  private final ClientCpu core;
  private final ArrivalOrder order;
  private int nextArrival;

  /** Arrivals that had to wait for others and are about to be submitted (SIM-44). */
  private int released;

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
      case Load.Interactive interactive -> scheduleStep(interactive, 0);
      case Load.Closed closed -> {
        schedule(closed.endNs(), atNs -> finished = true);
        for (int client = 0; client < closed.clients(); client++) {
          for (int i = 0; i < closed.outstanding(); i++) {
            scheduleRequest(closed, client, 0);
          }
        }
      }
    }
  }

  private void schedule(long atNs, LongConsumer action) {
    queue.schedule(atNs, party, new LoadTick(action));
  }

  private void scheduleStep(Load.Interactive interactive, long atNs) {
    schedule(atNs, now -> submitScripted(interactive, now));
  }

  @Override
  public long busyUntilNs() {
    return core.busyUntilNs();
  }

  /** Whether nothing more will be submitted. */
  public boolean isFinished() {
    return finished && released == 0 && order.isEmpty();
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
          scheduleRequest(closed, client, closed.think().drawNs(thinkTimes[client]));
      case Load.Interactive interactive -> {
        interactive.script().accepted(client, accepted, atNs);
        // Not here: the client is in the middle of its own step.
        scheduleStep(interactive, queue.nowNs());
      }
    }
  }

  @Override
  public void handle(long atNs, SimulationEvent what) {
    if (!(what instanceof LoadTick turn)) {
      throw what.misdirectedTo("a load");
    }
    turn.action().accept(atNs);
  }

  private void submitArrival(Load.Open open, long atNs) {
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
      released++;
      schedule(
          queue.nowNs(),
          atNs -> {
            released--;
            submit(each, Math.max(each.atNs(), queue.nowNs()), atNs);
          });
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
    step.wakeNs().ifPresent(wakeNs -> scheduleWake(interactive, atNs, wakeNs));
    finished = step.finished();
  }

  /** Once for each time, however often the script asks for it. */
  private void scheduleWake(Load.Interactive interactive, long nowNs, long atNs) {
    Argument.refuseIf(atNs <= nowNs, "a script wakes after %s ns, not at %s", nowNs, atNs);
    if (atNs < nextWakeNs) {
      nextWakeNs = Math.max(queue.nowNs(), atNs);
      scheduleStep(interactive, nextWakeNs);
    }
  }

  private void scheduleArrival(Load.Open open) {
    if (nextArrival < open.arrivals().size()) {
      // On a shared machine the clients' process may be late (SIM-35).
      long atNs = Math.max(queue.nowNs(), open.arrivals().get(nextArrival).atNs());
      schedule(atNs, now -> submitArrival(open, now));
    } else {
      finished = true;
    }
  }

  private void scheduleRequest(Load.Closed closed, int client, long afterNs) {
    long dueNs = EventQueue.addSaturated(queue.nowNs(), afterNs);
    if (dueNs < closed.endNs()) {
      // A source that has run dry leaves its client with fewer requests in flight.
      schedule(
          dueNs,
          atNs ->
              closed
                  .source()
                  .next(client)
                  .ifPresent(next -> clients.get(client).submit(next, false, dueNs, atNs)));
    }
  }
}
