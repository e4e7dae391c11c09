package org.medchain.node.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The transport's metrics, and their logged part (CONN-7). Adders rather than counters where every
 * frame counts.
 */
final class TransportMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(TransportMetrics.class);

  /** A minute: enough for every process of a cluster with a wrong certificate. */
  private static final int REFUSAL_LINES = 20;

  /** The outcome of a call, on the serving side. */
  enum CallOutcome {
    ANSWERED,
    REFUSED,
    BUSY,
    FAILED
  }

  final LongAdder framesIn = new LongAdder();
  final LongAdder framesOut = new LongAdder();
  final LongAdder bytesIn = new LongAdder();
  final LongAdder bytesOut = new LongAdder();
  final LongAdder dropped = new LongAdder();

  /** Times that no connection was accepted for a moment, since too many had come. */
  final Counter acceptPauses;

  private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
  private final Map<CallOutcome, Counter> questions = new EnumMap<>(CallOutcome.class);

  private final Counter unloggedRefusals;
  private final LineRate refusalLines = new LineRate(REFUSAL_LINES);
  private final LineRate crowdingLines = new LineRate(1);

  TransportMetrics(MeterRegistry meterSet) {
    unloggedRefusals = meterSet.counter("medchain.transport.refusals.unlogged");
    acceptPauses = meterSet.counter("medchain.transport.accept.pauses");
    for (CloseReason reason : CloseReason.values()) {
      closed.put(reason, meterSet.counter("medchain.transport.closed", "reason", reason.tag()));
    }
    for (CallOutcome outcome : CallOutcome.values()) {
      String tag = outcome.name().toLowerCase(Locale.ROOT);
      questions.put(outcome, meterSet.counter("medchain.transport.questions", "outcome", tag));
    }
    adder(meterSet, "medchain.transport.frames", "in", framesIn);
    adder(meterSet, "medchain.transport.frames", "out", framesOut);
    adder(meterSet, "medchain.transport.bytes", "in", bytesIn);
    adder(meterSet, "medchain.transport.bytes", "out", bytesOut);
    adder(meterSet, "medchain.transport.dropped", "out", dropped);
  }

  private static void adder(MeterRegistry meterSet, String name, String way, LongAdder adder) {
    FunctionCounter.builder(name, adder, LongAdder::sum).tag("direction", way).register(meterSet);
  }

  /**
   * A connection ended. Unknown peers must not fill the log: of those that were never open only the
   * refused have a line, at a bounded rate (CONN-16).
   */
  void ended(CloseReason why, String text, boolean open, String peer, SocketAddress from) {
    closed(why);
    if (!open && why.isRefusal()) {
      refused(why, text, String.valueOf(from));
    } else {
      LOG.atLevel(open ? Level.INFO : Level.DEBUG)
          .addKeyValue("peer", peer)
          .addKeyValue("reason", why.tag())
          .log("connection ended: {}", text);
    }
  }

  private void refused(CloseReason why, String text, String from) {
    OptionalLong before = refusalLines.admit(System.nanoTime());
    if (before.isEmpty()) {
      unloggedRefusals.increment();
      return;
    }
    LOG.atWarn()
        .addKeyValue("reason", why.tag())
        .addKeyValue("from", from)
        .addKeyValue("unlogged", before.getAsLong())
        .log("connection refused: {}", text);
  }

  /** A connection without a certificate has lost its place, or finds none (CONN-19). */
  void crowded(InetAddress from) {
    OptionalLong before = crowdingLines.admit(System.nanoTime());
    if (before.isPresent()) {
      LOG.atWarn()
          .addKeyValue("unlogged", before.getAsLong())
          .addKeyValue("last", from.getHostAddress())
          .log("more connections without a certificate than there are places");
    }
  }

  void closed(CloseReason reason) {
    closed.get(reason).increment();
  }

  void callEnded(CallOutcome outcome) {
    questions.get(outcome).increment();
  }
}
