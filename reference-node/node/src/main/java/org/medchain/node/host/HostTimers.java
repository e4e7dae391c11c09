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
  private final Consumer<Timer> fired;
  private final Map<Timer, ScheduledFuture<?>> running = new HashMap<>();

  HostTimers(EventLoop loop, Consumer<Timer> fired) {
    this.loop = loop;
    this.fired = fired;
  }

  void start(Timer timer, long delayNs) {
    stop(timer);
    running.put(timer, loop.schedule(() -> expire(timer), delayNs, TimeUnit.NANOSECONDS));
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
