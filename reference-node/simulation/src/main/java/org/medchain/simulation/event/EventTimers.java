package org.medchain.simulation.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.consensus.Timer;

/**
 * The timers of one node or client (SIM-4).
 *
 * <p>A timer that is put off or stopped keeps its event in the queue; when that fires, the timer
 * checks its current deadline. So (SIM-20) a timer restarted with every message does not fill the
 * queue with dead events.
 */
public final class EventTimers {
  /** The due time of a stopped timer. */
  static final long STOPPED = Long.MAX_VALUE;

  private final EventQueue queue;
  private final int party;
  private final Map<Timer, TimerEvent> running = new LinkedHashMap<>();

  public EventTimers(EventQueue queue, int party) {
    this.queue = queue;
    this.party = party;
  }

  /** Starts the timer, or restarts it if it runs. */
  public void start(Timer timer, long nowNs, long delayNs) {
    long dueNs = EventQueue.addSaturated(nowNs, delayNs);
    TimerEvent alarm = running.get(timer);
    if (alarm != null && alarm.scheduledNs <= dueNs) {
      alarm.dueNs = dueNs;
      return;
    }
    // No event is in the queue, or one that would come too late and is dropped here.
    TimerEvent sooner = new TimerEvent(timer, dueNs);
    running.put(timer, sooner);
    queue.schedule(dueNs, party, sooner);
  }

  /** Stops the timer if it runs. */
  public void stop(Timer timer) {
    TimerEvent alarm = running.get(timer);
    if (alarm != null) {
      alarm.dueNs = STOPPED;
    }
  }

  /** Whether the timer runs out, now that its event has come. */
  public boolean isDue(TimerEvent alarm, long atNs) {
    if (running.get(alarm.timer) != alarm) {
      return false;
    }
    if (alarm.dueNs > atNs && alarm.dueNs != STOPPED) {
      alarm.scheduledNs = alarm.dueNs;
      queue.schedule(alarm.dueNs, party, alarm);
      return false;
    }
    running.remove(alarm.timer);
    return alarm.dueNs != STOPPED;
  }
}
