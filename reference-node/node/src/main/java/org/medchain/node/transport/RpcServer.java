package org.medchain.node.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.medchain.data.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes calls of other processes in a bounded pool of workers (CONN-13). */
final class RpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
  private static final int REASON_CHARACTERS = 300;

  /** Kind, number and flag of a reply, and the length of its body. */
  private static final int ANSWER_OVERHEAD = 1 + 8 + 1 + 5;

  /** Of all peers together; a call keeps its question until it is answered. */
  private static final long MAX_BYTES = 64L << 20;

  private final Map<Integer, RpcService> services = new HashMap<>();
  private final CallAdmission admission;
  private final ThreadPoolExecutor workers;
  private final AtomicLong bytes = new AtomicLong();
  private final int perPeer;
  private final int maxBodyBytes;
  private final long bytesPerPeer;
  private final TransportMetrics counts;
  private final Consumer<Error> errors;

  RpcServer(
      TransportOptions options,
      ServedCalls served,
      TransportMetrics counts,
      Consumer<Error> errors) {
    this.admission = served.admission();
    for (RpcService each : served.services()) {
      if (this.services.put(each.method().code(), each) != null) {
        throw new IllegalArgumentException("two services serve topic " + each.method().code());
      }
    }
    this.workers =
        new ThreadPoolExecutor(
            options.rpcWorkers(),
            options.rpcWorkers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(options.rpcQueue()),
            new DefaultThreadFactory("medchain-answers", true));
    this.perPeer = options.callsPerPeer();
    this.bytesPerPeer = 2L * options.maxFrameBytes();
    this.maxBodyBytes = options.maxFrameBytes() - ANSWER_OVERHEAD;
    this.counts = counts;
    this.errors = errors;
  }

  /** Takes a question; every outcome is a reply, unless the peer does not read it. */
  void handle(EstablishedLink from, Frame.RequestFrame ask) {
    RpcService service = services.get(ask.method());
    if (service == null) {
      refuse(
          from,
          ask,
          TransportMetrics.CallOutcome.REFUSED,
          "no service here for topic " + ask.method());
      return;
    }
    Optional<String> refusal = admission.refusal(from.peer(), service.method());
    if (refusal.isPresent()) {
      refuse(from, ask, TransportMetrics.CallOutcome.REFUSED, refusal.get());
      return;
    }
    Optional<String> full = begin(from, ask);
    if (full.isPresent()) {
      end(from, ask);
      refuse(from, ask, TransportMetrics.CallOutcome.BUSY, full.get());
    } else {
      queue(service, from, ask);
    }
  }

  /** Counts a call, and its bytes; {@link #end} has to be called once. */
  private Optional<String> begin(EstablishedLink from, Frame.RequestFrame ask) {
    int size = ask.body().size();
    int calls = from.callsInProgress.incrementAndGet();
    long own = from.callBytes.addAndGet(size);
    long all = bytes.addAndGet(size);
    if (calls > perPeer) {
      return Optional.of("too many of your calls are pending");
    }
    if (own > bytesPerPeer) {
      return Optional.of("your pending calls have more than " + bytesPerPeer + " bytes");
    }
    return all > MAX_BYTES
        ? Optional.of("too many bytes of calls are waiting; try again later")
        : Optional.empty();
  }

  private void end(EstablishedLink from, Frame.RequestFrame ask) {
    from.callsInProgress.decrementAndGet();
    from.callBytes.addAndGet(-ask.body().size());
    bytes.addAndGet(-ask.body().size());
  }

  private void queue(RpcService service, EstablishedLink from, Frame.RequestFrame ask) {
    try {
      workers.execute(() -> execute(service, from, ask));
    } catch (RejectedExecutionException e) {
      end(from, ask);
      refuse(
          from,
          ask,
          TransportMetrics.CallOutcome.BUSY,
          "too many calls are waiting; try again later");
    }
  }

  private void execute(RpcService service, EstablishedLink from, Frame.RequestFrame ask) {
    try {
      Bytes answer = service.handle(from.peer(), ask.body());
      if (answer.size() > maxBodyBytes) {
        throw new RefusedException(
            "the reply has " + answer.size() + " bytes; at most " + maxBodyBytes + " can be sent");
      }
      counts.callEnded(TransportMetrics.CallOutcome.ANSWERED);
      from.send(new Frame.ResponseFrame(ask.callId(), true, answer));
    } catch (RefusedException e) {
      refuse(from, ask, TransportMetrics.CallOutcome.REFUSED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("topic", service.method().name()).setCause(e).log("service failed");
      refuse(from, ask, TransportMetrics.CallOutcome.FAILED, "the service failed");
    } catch (Error e) {
      counts.callEnded(TransportMetrics.CallOutcome.FAILED);
      errors.accept(e);
    } finally {
      end(from, ask);
    }
  }

  private void refuse(
      EstablishedLink to,
      Frame.RequestFrame ask,
      TransportMetrics.CallOutcome outcome,
      String reason) {
    counts.callEnded(outcome);
    String brief = reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS));
    Bytes body = Bytes.of(brief.getBytes(StandardCharsets.UTF_8));
    to.send(new Frame.ResponseFrame(ask.callId(), false, body));
  }

  /** Interrupts the workers; running calls get no reply. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
