package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;

/** Questions and answers (CONN-13, CONN-14). */
final class RpcTest {
  private static final RpcMethod ECHO = new RpcMethod(1, "echo");
  private static final RpcMethod NOBODY = new RpcMethod(9, "nobody");

  private final TestAuthority authority = new TestAuthority();

  /** Answers as the test says; only for consensus nodes. */
  private record Answers(Action action) implements RpcService {
    interface Action {
      Bytes answer(Bytes question) throws RefusedException;
    }

    @Override
    public RpcMethod method() {
      return ECHO;
    }

    @Override
    public Bytes handle(Peer asker, Bytes question) throws RefusedException {
      return action.answer(question);
    }
  }

  private TransportTestNode server(TestTransportOptions options, Answers.Action action) {
    return new TransportTestNode.TransportTestPlan(authority, 1)
        .options(options)
        .services(new Answers(action))
        .start();
  }

  private TransportTestNode.TransportTestPlan asker(int number) {
    return new TransportTestNode.TransportTestPlan(authority, number);
  }

  private static Bytes ask(
      TransportTestNode from, TransportTestNode to, RpcMethod topic, String question) {
    return from.transport
        .call(to.key, topic, Bytes.utf8(question))
        .orTimeout(5, TimeUnit.MINUTES)
        .join();
  }

  private static void assertRefused(
      TransportTestNode from, TransportTestNode to, RpcMethod topic, String reason) {
    assertThatThrownBy(() -> ask(from, to, topic, "?"))
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aPermittedCallGetsAReply() {
    try (TransportTestNode a = server(TestTransportOptions.few(), question -> question);
        TransportTestNode b = asker(2).start();
        TransportTestNode entity = asker(3).role(PeerRole.ENTITY).start()) {
      b.join(a);
      entity.join(a);

      assertThat(ask(b, a, ECHO, "hello")).isEqualTo(Bytes.utf8("hello"));
      assertRefused(b, a, NOBODY, "no service here for topic 9");
      assertRefused(entity, a, ECHO, "echo is not for ENTITY");
      assertRefused(b, entity, ECHO, "is not connected");
      assertThat(questions(a, "answered")).isEqualTo(1);
      assertThat(questions(a, "refused")).isEqualTo(2);
    }
  }

  private static double questions(TransportTestNode node, String outcome) {
    return node.meterSet.counter("medchain.transport.questions", "outcome", outcome).count();
  }

  @Test
  void aFailedCallIsRefusedWithTheReason() {
    try (TransportTestNode a =
            server(
                TestTransportOptions.few(),
                question -> {
                  if (question.equals(Bytes.utf8("?"))) {
                    throw new RefusedException("no such\nrecord");
                  }
                  return Bytes.of(new byte[question.at(0) == 'l' ? 1 << 18 : -1]);
                });
        TransportTestNode b = asker(2).start()) {
      b.join(a);

      assertRefused(b, a, ECHO, "no such record");
      assertThatThrownBy(() -> ask(b, a, ECHO, "large"))
          .hasMessageContaining("the reply has 262144 bytes; at most 262129 can be sent");
      assertThatThrownBy(() -> ask(b, a, ECHO, "fail")).hasMessageContaining("the service failed");
    }
  }

  /** NODE-18: an error ends the process, so its caller gets nothing more from it. */
  @Test
  void anErrorOfAServiceIsReportedAndNotAnswered() {
    Error error = new AssertionError("it cannot be");
    Queue<Error> reported = new ConcurrentLinkedQueue<>();
    try (TransportTestNode a =
            server(
                TestTransportOptions.few(),
                question -> {
                  throw error;
                });
        TransportTestNode b = asker(2).start()) {
      a.loop.onError(
          each -> {
            reported.add(each);
            a.transport.halt();
          });
      b.join(a);
      PeerLink link = a.linkTo(b);

      assertThatThrownBy(() -> ask(b, a, ECHO, "?")).hasMessageContaining("ended");
      assertThat(reported).containsExactly(error);
      assertThat(link.send(a.message(1, 10))).as("it takes frames").isFalse();
      assertThat(b.received).isEmpty();
    }
  }

  /** CONN-14: nothing is kept of a call over a link that has ended. */
  @Test
  void aCallAfterTheLinksEndFailsAndLeavesNothing() {
    try (TransportTestNode a = server(TestTransportOptions.few(), question -> question);
        TransportTestNode b = asker(2).start()) {
      b.join(a);
      Connection link = (Connection) b.linkTo(a);
      PendingCalls calls = new PendingCalls(link, 8);
      calls.close();

      assertThat(calls.ask(ECHO, Bytes.utf8("?"))).isCompletedExceptionally();
      assertThat(calls.size()).isZero();
    }
  }

  @Test
  void questionsBeyondTheBoundsAreRefusedAtOnce() {
    CountDownLatch go = new CountDownLatch(1);
    TestTransportOptions bounds = TestTransportOptions.few().asks(1, 2, 5);
    try (TransportTestNode a =
            server(
                bounds,
                question -> {
                  await(go);
                  return question;
                });
        TransportTestNode b = asker(2).start();
        TransportTestNode c = asker(3).options(TestTransportOptions.few().asks(1, 1, 2)).start()) {
      b.join(a);
      c.join(a);
      List<CompletableFuture<Bytes>> asked = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        asked.add(b.transport.call(a.key, ECHO, Bytes.EMPTY));
      }
      // One is worked on, two wait.
      Eventually.until("six are refused", () -> questions(a, "busy") == 6);
      List<CompletableFuture<Bytes>> own = new ArrayList<>();
      // In one turn, so that no answer can come in between.
      c.loop
          .submit(
              () -> {
                for (int i = 0; i < 3; i++) {
                  own.add(c.transport.call(a.key, NOBODY, Bytes.EMPTY));
                }
              })
          .syncUninterruptibly();
      assertThatThrownBy(() -> own.getLast().join())
          .hasMessageContaining("too many calls to 01010101");
      go.countDown();
      Eventually.until("all ended", () -> asked.stream().allMatch(CompletableFuture::isDone));

      assertThat(asked.stream().filter(each -> !each.isCompletedExceptionally()).count())
          .isEqualTo(3);
      assertThat(ask(b, a, ECHO, "again")).isEqualTo(Bytes.utf8("again"));
    } finally {
      go.countDown();
    }
  }

  /** CON-23, CA-7: admission is asked again when a call's turn comes. */
  @Test
  void whoIsRevokedWhileItsCallWaitsIsNotServed() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger served = new AtomicInteger();
    try (TransportTestNode a =
            server(
                TestTransportOptions.few().asks(1, 2, 5),
                question -> {
                  served.incrementAndGet();
                  await(go);
                  return question;
                });
        TransportTestNode b = asker(2).start()) {
      b.join(a);
      CompletableFuture<Bytes> begun = b.transport.call(a.key, ECHO, Bytes.EMPTY);
      Eventually.until("it is worked on", () -> served.get() == 1);
      CompletableFuture<Bytes> waiting = b.transport.call(a.key, ECHO, Bytes.EMPTY);
      CompletableFuture<Bytes> busy = b.transport.call(a.key, NOBODY, Bytes.EMPTY);
      assertThatThrownBy(busy::join)
          .as("what came before it waits")
          .hasMessageContaining("topic 9");
      a.revoked.add(b.key);
      go.countDown();

      assertThat(begun.join()).isEqualTo(Bytes.EMPTY);
      assertThatThrownBy(waiting::join)
          .hasCauseInstanceOf(RefusedException.class)
          .hasMessageContaining("is revoked");
      assertThat(served).hasValue(1);
    } finally {
      go.countDown();
    }
  }

  private static void onWorkers(Runnable failing) {
    if (Thread.currentThread().getName().startsWith("medchain-answers")) {
      failing.run();
    }
  }

  /** CONN-13, NODE-18: a call that fails before it reaches its service costs no worker either. */
  @Test
  void aFailedAdmissionCostsNoWorker() {
    Error error = new AssertionError("it cannot be");
    Queue<Error> reported = new ConcurrentLinkedQueue<>();
    try (TransportTestNode a =
            server(TestTransportOptions.few().asks(1, 2, 5), question -> question);
        TransportTestNode b =
            asker(2)
                .options(TestTransportOptions.few().askTimeout(Duration.ofSeconds(10)))
                .start()) {
      a.loop.onError(reported::add);
      b.join(a);
      Runnable fails =
          () -> {
            throw new IllegalStateException("unreadable");
          };
      a.beforeAdmission = () -> onWorkers(fails);
      assertRefused(b, a, ECHO, "the service failed");
      Runnable isInError =
          () -> {
            throw error;
          };
      a.beforeAdmission = () -> onWorkers(isInError);
      CompletableFuture<Bytes> unanswered = b.transport.call(a.key, ECHO, Bytes.EMPTY);
      Eventually.until("the error is reported", () -> reported.contains(error));
      a.beforeAdmission = () -> {};
      assertThat(ask(b, a, ECHO, "again")).isEqualTo(Bytes.utf8("again"));
      assertThat(unanswered).isNotDone();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean unused = latch.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void timeoutsAndLostConnectionsEndTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    try (TransportTestNode a =
            server(
                TestTransportOptions.few(),
                question -> {
                  await(never);
                  return question;
                });
        TransportTestNode b =
            asker(2)
                .options(TestTransportOptions.few().askTimeout(Duration.ofMillis(200)))
                .start();
        TransportTestNode c = asker(3).start()) {
      b.join(a);
      c.join(a);
      assertThatThrownBy(() -> ask(b, a, ECHO, "?"))
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("no reply from 01010101 in time");

      CompletableFuture<Bytes> waiting = c.transport.call(a.key, ECHO, Bytes.EMPTY);
      a.linkTo(c).close("for a test");
      assertThatThrownBy(() -> waiting.orTimeout(5, TimeUnit.MINUTES).join())
          .hasMessageContaining("ended");
      never.countDown();
    }
  }
}
