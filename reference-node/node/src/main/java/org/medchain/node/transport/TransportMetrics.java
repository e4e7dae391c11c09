package org.medchain.node.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.medchain.node.transport.unproven.CrowdingLog;

/** The transport's metrics (CONN-7). Adders rather than counters where every frame counts. */
final class TransportMetrics {
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

  final RefusalLog refusals;
  final CrowdingLog crowding = new CrowdingLog();

  TransportMetrics(MeterRegistry meterSet) {
    refusals = new RefusalLog(meterSet);
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

  void closed(CloseReason reason) {
    closed.get(reason).increment();
  }

  void callEnded(CallOutcome outcome) {
    questions.get(outcome).increment();
  }
}
