package org.medchain.history.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.sim.SimulatedObject.DrawnCall;
import org.medchain.history.value.HistoryValue;

/**
 * Clients of an atomic object: each operation takes effect at a random moment between its
 * invocation and its completion, so the history is linearizable by construction.
 */
public final class SimulatedHistory {
  private final SimulatedObject object;
  private final Random random;
  private final int clients;
  private final int lost;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final Map<Long, Open> open = new TreeMap<>();
  private HistoryValue state;
  private long nextProcess;

  /** An operation in flight. */
  private static final class Open {
    private final DrawnCall asked;
    private boolean done;
    private Optional<HistoryValue> result = Optional.empty();

    Open(DrawnCall asked) {
      this.asked = asked;
    }
  }

  /**
   * Clients.
   *
   * @param lost percent of the operations whose completion is never seen
   */
  public SimulatedHistory(SimulatedObject object, Random random, int clients, int lost) {
    this.object = object;
    this.state = object.initial();
    this.random = random;
    this.clients = clients;
    this.lost = lost;
    this.nextProcess = clients;
  }

  /** A history of this number of operations. */
  public static History of(String model, long seed, int clients, int operations, int lost) {
    return new SimulatedHistory(SimulatedObject.of(model), new Random(seed), clients, lost)
        .run(operations);
  }

  /** Plays this number of operations; the last ones may stay without a completion. */
  public History run(int operations) {
    List<Long> processes = new ArrayList<>();
    for (long i = 0; i < clients; i++) {
      processes.add(i);
    }
    int asked = 0;
    while (asked < operations || open.values().stream().anyMatch(each -> !each.done)) {
      int client = random.nextInt(clients);
      long process = processes.get(client);
      Open now = open.get(process);
      if (now == null) {
        if (asked < operations) {
          asked++;
          DrawnCall draw = object.draw(random);
          open.put(process, new Open(draw));
          add(process, EventType.INVOKE, draw.f(), draw.argument());
        }
      } else if (!now.done) {
        if (random.nextInt(100) < lost) {
          processes.set(client, lose(process, now));
        } else {
          now.result = apply(now);
          now.done = true;
        }
      } else {
        open.remove(process);
        add(
            process,
            now.result.isPresent() ? EventType.OK : EventType.FAIL,
            now.asked.f(),
            now.result.orElse(now.asked.argument()));
      }
    }
    return history(events);
  }

  private Optional<HistoryValue> apply(Open now) {
    Optional<SimulatedObject.Done> done = object.apply(state, now.asked);
    state = done.map(SimulatedObject.Done::state).orElse(state);
    return done.map(SimulatedObject.Done::result);
  }

  /** The client hears nothing, and continues under another number; it may have happened. */
  private long lose(long process, Open now) {
    if (random.nextBoolean()) {
      apply(now);
    }
    open.remove(process);
    if (random.nextBoolean()) {
      add(process, EventType.INFO, now.asked.f(), now.asked.argument());
    }
    return nextProcess++;
  }

  private void add(long process, EventType type, String f, HistoryValue value) {
    long index = events.size();
    events.add(
        new HistoryEvent(index, process, type, f, value, OptionalLong.of(index * 1000), Map.of()));
  }

  /** The history that events are. */
  public static History history(List<HistoryEvent> events) {
    try {
      return History.of(events);
    } catch (HistoryFormatException e) {
      throw new AssertionError(e);
    }
  }

  /** The same with another value in one event. */
  public static History with(History history, long index, EventType type, HistoryValue value) {
    List<HistoryEvent> events = new ArrayList<>(history.events());
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent at = events.get(i);
      if (at.index() == index) {
        events.set(
            i,
            new HistoryEvent(at.index(), at.process(), type, at.f(), value, at.time(), at.more()));
      }
    }
    return history(events);
  }
}
