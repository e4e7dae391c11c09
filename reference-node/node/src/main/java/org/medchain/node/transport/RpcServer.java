package org.medchain.node.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.TransportMetrics.CallOutcome;
import org.medchain.node.turns.RoundRobinQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes calls of other processes in a bounded pool of workers (CONN-13). Cheap checks come
 * before a call waits; the callers' keys have turns (CONN-20).
 */
final class RpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
  private static final int REASON_CHARACTERS = 300;

  /** Kind, number and flag of a reply, and the length of its body. */
  private static final int ANSWER_OVERHEAD = 1 + 8 + 1 + 5;

  /** The bytes that a waiting call takes in the heap besides its question. */
  private static final int OVERHEAD_BYTES = 200;

  /** Of the longest frame: questions of one key that wait, and of all together. */
  private static final int FRAMES_PER_KEY = 2;

  private static final int FRAMES = 4;

  private record Call(RpcService service, Connection from, Frame.RequestFrame ask) {}

  private final Map<Integer, RpcService> services = new HashMap<>();
  private final BiFunction<Peer, RpcMethod, Optional<String>> admission;
  private final ExecutorService workers;
  private final int maxBodyBytes;
  private final TransportMetrics counts;
  private final Consumer<Error> errors;

  /** Guarded by itself, with the two fields after it. */
  private final RoundRobinQueue<PublicKey, Call> waiting;

  private int idleWorkers;
  private boolean closed;

  RpcServer(
      TransportOptions options,
      ServedCalls served,
      TransportMetrics counts,
      Consumer<Error> errors) {
    this.admission = served.admission();
    for (RpcService each : served.services()) {
      Argument.refuseIf(
          this.services.put(each.method().code(), each) != null,
          "two services serve topic %s",
          each.method().code());
    }
    this.workers =
        Executors.newFixedThreadPool(
            options.rpcWorkers(), new DefaultThreadFactory("medchain-answers", true));
    this.idleWorkers = options.rpcWorkers();
    long frame = options.maxFrameBytes();
    this.waiting =
        new RoundRobinQueue<>(
            new RoundRobinQueue.Bounds(
                options.callsPerPeer(), FRAMES_PER_KEY * frame, options.rpcQueue(), FRAMES * frame),
            RoundRobinQueue.Loser.OLDEST);
    this.maxBodyBytes = options.maxFrameBytes() - ANSWER_OVERHEAD;
    this.counts = counts;
    this.errors = errors;
  }

  /** Takes a question; every outcome is a reply, unless the peer does not read it. */
  void handle(Connection from, Frame.RequestFrame ask) {
    RpcService service = services.get(ask.method());
    Call call = new Call(service, from, ask);
    if (service == null) {
      refuse(call, CallOutcome.REFUSED, "no service here for topic " + ask.method());
    } else if (isAdmitted(call)) {
      enqueue(call);
    }
  }

  private boolean isAdmitted(Call call) {
    Optional<String> refusal = admission.apply(call.from().peer(), call.service().method());
    refusal.ifPresent(reason -> refuse(call, CallOutcome.REFUSED, reason));
    return refusal.isEmpty();
  }

  private void enqueue(Call call) {
    RoundRobinQueue.Added<Call> added;
    synchronized (waiting) {
      long cost = (long) call.ask().body().size() + OVERHEAD_BYTES;
      added = waiting.add(call.from().peer().key(), call, cost);
      if (idleWorkers > 0 && !closed) {
        next().ifPresent(first -> workers.execute(() -> work(first)));
      }
    }
    if (!added.kept()) {
      refuse(call, CallOutcome.BUSY, "too many of your calls are waiting; try again later");
    }
    added
        .lost()
        .forEach(
            each -> refuse(each, CallOutcome.BUSY, "too many calls are waiting; try again later"));
  }

  /** Takes a call for an idle worker. */
  private Optional<Call> next() {
    synchronized (waiting) {
      Optional<Call> next =
          closed ? Optional.empty() : waiting.poll().map(RoundRobinQueue.Next::value);
      idleWorkers -= next.isPresent() ? 1 : 0;
      return next;
    }
  }

  /** One worker, for as long as calls wait. */
  private void work(Call first) {
    Optional<Call> next = Optional.of(first);
    while (next.isPresent()) {
      try {
        execute(next.get());
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("a caller could not be told that its call failed");
      } catch (Error e) {
        counts.callEnded(CallOutcome.FAILED);
        errors.accept(e);
      } finally {
        synchronized (waiting) {
          idleWorkers++;
        }
      }
      next = next();
    }
  }

  /** Nothing is done for a caller that has gone. */
  void linkClosed(Connection link) {
    synchronized (waiting) {
      waiting.removeIf(link.peer().key(), call -> call.from().equals(link));
    }
  }

  private void execute(Call call) {
    RpcService service = call.service();
    try {
      if (!isAdmitted(call)) {
        return; // Its key was revoked while it waited (CON-23).
      }
      Bytes answer = service.handle(call.from().peer(), call.ask().body());
      if (answer.size() > maxBodyBytes) {
        throw new RefusedException(
            "the reply has " + answer.size() + " bytes; at most " + maxBodyBytes + " can be sent");
      }
      counts.callEnded(CallOutcome.ANSWERED);
      call.from().send(new Frame.ResponseFrame(call.ask().callId(), true, answer));
    } catch (RefusedException e) {
      refuse(call, CallOutcome.REFUSED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("topic", service.method().name()).setCause(e).log("service failed");
      refuse(call, CallOutcome.FAILED, "the service failed");
    }
  }

  private void refuse(Call call, CallOutcome outcome, String reason) {
    counts.callEnded(outcome);
    String brief = reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS));
    Bytes body = Bytes.of(brief.getBytes(StandardCharsets.UTF_8)); // may end in half a character
    call.from().send(new Frame.ResponseFrame(call.ask().callId(), false, body));
  }

  /** Interrupts the workers; running calls get no reply. */
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
    }
    List<Runnable> unused = workers.shutdownNow();
  }
}
