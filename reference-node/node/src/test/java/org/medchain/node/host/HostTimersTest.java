package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Timer;

/** Timers on the replica's thread: each fires once, unless it is stopped or started again. */
class HostTimersTest {
  private static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);
  private static final Timer FIRST = new Timer("view-change", 1);
  private static final Timer SECOND = new Timer("view-change", 2);

  private final EventLoop loop = new DefaultEventLoop();
  private final List<Timer> fired = Collections.synchronizedList(new ArrayList<>());
  private final HostTimers timers =
      new HostTimers(
          loop,
          HostClock.system(),
          timer -> {
            assertThat(loop.inEventLoop()).isTrue();
            fired.add(timer);
          });

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void onLoop(Runnable action) throws Exception {
    loop.submit(action).get(60, TimeUnit.SECONDS);
  }

  /** All due events until now have happened. */
  private void settle() throws Exception {
    loop.schedule(() -> {}, 5, TimeUnit.MILLISECONDS).get(60, TimeUnit.SECONDS);
  }

  @Test
  void aTimerFiresOnceInItsOrder() throws Exception {
    onLoop(
        () -> {
          timers.start(SECOND, 2_000_000);
          timers.start(FIRST, 1_000_000);
        });
    settle();
    assertThat(fired).containsExactly(FIRST, SECOND);
    settle();
    assertThat(fired).hasSize(2);
  }

  @Test
  void aTimerThatIsStoppedDoesNotFire() throws Exception {
    onLoop(
        () -> {
          timers.start(FIRST, 0);
          timers.start(SECOND, 0);
          timers.stop(FIRST);
          timers.stop(new Timer("view-change", 3));
        });
    settle();
    assertThat(fired).containsExactly(SECOND);
  }

  /** Started again, it fires only by its new delay. */
  @Test
  void theLastStartCounts() throws Exception {
    onLoop(
        () -> {
          timers.start(FIRST, NEVER_NS);
          timers.start(FIRST, 0);
          timers.start(SECOND, 0);
          timers.start(SECOND, NEVER_NS);
        });
    settle();
    assertThat(fired).containsExactly(FIRST);
    onLoop(() -> timers.start(FIRST, 0));
    settle();
    assertThat(fired).containsExactly(FIRST, FIRST);
  }

  @Test
  void allAreStopped() throws Exception {
    onLoop(
        () -> {
          timers.start(FIRST, 0);
          timers.start(SECOND, 0);
          timers.stopAll();
        });
    settle();
    assertThat(fired).isEmpty();
  }

  /** FN-1: the timers of a node run on its clock, which need not be the machine's. */
  @Test
  void aTimerRunsOnTheNodesClock() throws Exception {
    HostClock fast =
        new HostClock() {
          @Override
          public long nowNs() {
            return System.nanoTime();
          }

          @Override
          public long machineNs(long delayNs) {
            return delayNs / 1_000_000;
          }
        };
    HostTimers hurried = new HostTimers(loop, fast, fired::add);
    onLoop(() -> hurried.start(FIRST, TimeUnit.SECONDS.toNanos(60)));
    settle();
    assertThat(fired).containsExactly(FIRST);
  }
}
