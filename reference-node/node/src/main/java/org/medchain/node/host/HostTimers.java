package org.medchain.node.host;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.consensus.Timer;

/** The running timers of a replica or session, on the thread that runs it. */
final class HostTimers {
  private final EventLoop loop;
  private final HostClock clock;
  private final Consumer<Timer> fired;
  private final Map<Timer, ScheduledFuture<?>> running = new HashMap<>();

  HostTimers(EventLoop loop, HostClock clock, Consumer<Timer> fired) {
    this.loop = loop;
    this.clock = clock;
    this.fired = fired;
  }

  void start(Timer timer, long delayNs) {
    stop(timer);
    long machineNs = clock.machineNs(delayNs);
    running.put(timer, loop.schedule(() -> expire(timer), machineNs, TimeUnit.NANOSECONDS));
  }

  private void expire(Timer timer) {
    if (running.remove(timer) != null) {
      fired.accept(timer);
    }
  }

  void stop(Timer timer) {
    ScheduledFuture<?> known = running.remove(timer);
    if (known != null) {
      known.cancel(false);
    }
  }

  void stopAll() {
    running.values().forEach(each -> each.cancel(false));
    running.clear();
  }
}
