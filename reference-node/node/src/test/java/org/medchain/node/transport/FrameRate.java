package org.medchain.node.transport;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.medchain.data.Bytes;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/**
 * Measures, by hand and not as a test, the cost of a frame over loopback TLS: two processes' worth
 * of transport in one, each with its own thread, both sending at once; prints the CPU time of those
 * threads for each frame (sent at one side and received at the other).
 */
final class FrameRate {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BURST = 20;
  private static final int PAUSE_US = 100;

  private FrameRate() {}

  /** Arguments: bytes of a body (200 make a frame of about 300), seconds, native code or not. */
  public static void main(String[] arguments) throws Exception {
    int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    boolean nativeCode = arguments.length < 3 || Boolean.parseBoolean(arguments[2]);
    TestAuthority authority = new TestAuthority();
    TestTransportOptions bounds =
        TestTransportOptions.few().queueBytes(1 << 22).maxFrameBytes(1 << 22);
    TransportTestNode.TransportTestPlan one =
        new TransportTestNode.TransportTestPlan(authority, 1).options(bounds);
    TransportTestNode.TransportTestPlan other =
        new TransportTestNode.TransportTestPlan(authority, 2).options(bounds);
    if (!nativeCode) {
      one.withoutNativeCode();
      other.withoutNativeCode();
    }
    try (TransportTestNode a = one.start();
        TransportTestNode b = other.start()) {
      a.keep = false;
      b.keep = false;
      a.join(b);
      AtomicBoolean go = new AtomicBoolean(true);
      pump(a, b, size, go);
      pump(b, a, size, go);
      Thread.sleep(3_000);
      long frames = a.receivedCount.get() + b.receivedCount.get();
      long turns = a.drained.get() + b.drained.get();
      long cpu = cpu(a) + cpu(b);
      long started = System.nanoTime();
      Thread.sleep(seconds * 1_000L);
      frames = a.receivedCount.get() + b.receivedCount.get() - frames;
      turns = a.drained.get() + b.drained.get() - turns;
      cpu = cpu(a) + cpu(b) - cpu;
      double wall = (System.nanoTime() - started) / 1e9;
      go.set(false);
      System.out.printf(
          Locale.ROOT,
          "%d bytes a frame: %.0f frames/s, %.2f us CPU a frame, %.1f frames a turn, native %s%n",
          FrameCodec.encode(new Frame.EnvelopeFrame(a.message(0, size))).length,
          frames / wall,
          cpu / 1e3 / frames,
          (double) frames / turns,
          a.transport.nativeTls());
    }
  }

  private static long cpu(TransportTestNode node) throws Exception {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    node.loop.execute(
        () -> answer.complete(THREADS.getThreadCpuTime(Thread.currentThread().threadId())));
    return answer.get();
  }

  /** Sends bursts of new frames from the loop as long as there is room. */
  private static void pump(
      TransportTestNode from, TransportTestNode to, int size, AtomicBoolean go) {
    PeerLink link = from.linkTo(to);
    Bytes body = Bytes.of(new byte[size]);
    Runnable burst =
        new Runnable() {
          @Override
          public void run() {
            for (int i = 0; i < BURST && from.transport.queuedBytes(to.key) < 1 << 18; i++) {
              link.send(new Envelope(7, from.key, body, Signature.NONE));
            }
            from.transport.flush();
            if (go.get()) {
              var unused = from.loop.schedule(this, PAUSE_US, TimeUnit.MICROSECONDS);
            }
          }
        };
    from.loop.execute(burst);
  }
}
