package org.medchain.node.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has questions of others answered by a bounded pool of workers (CONN-13). */
final class Answerer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);
  private static final int REASON_CHARACTERS = 300;

  /** Kind, number and flag of an answer, and the length of its body. */
  private static final int ANSWER_OVERHEAD = 1 + 8 + 1 + 5;

  private final Map<Integer, Service> services = new HashMap<>();
  private final ThreadPoolExecutor workers;
  private final int perPeer;
  private final int maxBodyBytes;
  private final Counts counts;

  Answerer(TransportOptions options, List<Service> services, Counts counts) {
    for (Service each : services) {
      if (this.services.put(each.topic().code(), each) != null) {
        throw new IllegalArgumentException(
            "two services answer questions of topic " + each.topic().code());
      }
    }
    this.workers =
        new ThreadPoolExecutor(
            options.askWorkers(),
            options.askWorkers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(options.askQueue()),
            new DefaultThreadFactory("medchain-answers", true));
    this.perPeer = options.asksPerPeer();
    this.maxBodyBytes = options.maxFrameBytes() - ANSWER_OVERHEAD;
    this.counts = counts;
  }

  /** Takes a question; every outcome is an answer, unless the peer does not read it. */
  void take(OpenLink from, Frame.Ask ask) {
    Service service = services.get(ask.topic());
    if (service == null) {
      refuse(from, ask, Counts.Outcome.REFUSED, "nobody here answers topic " + ask.topic());
    } else if (!service.askers().contains(from.peer().role())) {
      String reason = service.topic().name() + " is not for " + from.peer().role();
      refuse(from, ask, Counts.Outcome.REFUSED, reason);
    } else if (from.underWay.incrementAndGet() > perPeer) {
      from.underWay.decrementAndGet();
      refuse(from, ask, Counts.Outcome.BUSY, "too many of your questions are under way");
    } else {
      queue(service, from, ask);
    }
  }

  private void queue(Service service, OpenLink from, Frame.Ask ask) {
    try {
      workers.execute(() -> work(service, from, ask));
    } catch (RejectedExecutionException e) {
      from.underWay.decrementAndGet();
      refuse(from, ask, Counts.Outcome.BUSY, "too many questions are waiting; ask again later");
    }
  }

  private void work(Service service, OpenLink from, Frame.Ask ask) {
    try {
      Bytes answer = service.answer(from.peer(), ask.body());
      if (answer.size() > maxBodyBytes) {
        throw new Refused(
            "the answer has " + answer.size() + " bytes; at most " + maxBodyBytes + " can be sent");
      }
      counts.question(Counts.Outcome.ANSWERED);
      from.send(new Frame.Answer(ask.number(), true, answer));
    } catch (Refused e) {
      refuse(from, ask, Counts.Outcome.REFUSED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("topic", service.topic().name()).setCause(e).log("service failed");
      refuse(from, ask, Counts.Outcome.FAILED, "answering failed");
    } finally {
      from.underWay.decrementAndGet();
    }
  }

  private void refuse(OpenLink to, Frame.Ask ask, Counts.Outcome outcome, String reason) {
    counts.question(outcome);
    String brief = reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS));
    Bytes body = Bytes.of(brief.getBytes(StandardCharsets.UTF_8));
    to.send(new Frame.Answer(ask.number(), false, body));
  }

  /** Interrupts the workers; questions under way get no answer. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
