package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/** CONN-20: over real connections, a few keys do not take a node from the others. */
final class FairCallsTest {
  private static final RpcMethod WORK = new RpcMethod(1, "work");
  private static final RpcMethod NOBODY = new RpcMethod(9, "nobody");
  private static final int GREEDY = 3;

  private final TestAuthority authority = new TestAuthority();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);

  /** The served callers, in this order. */
  private final Queue<PublicKey> served = new ConcurrentLinkedQueue<>();

  /** One that nobody is served by before the test says so. */
  private final class Worker implements RpcService {
    @Override
    public RpcMethod method() {
      return WORK;
    }

    @Override
    public Bytes handle(Peer asker, Bytes question) {
      begun.countDown();
      try {
        boolean unused = go.await(5, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      served.add(asker.key());
      return question;
    }
  }

  private TransportTestNode node(int number, RpcService... services) {
    return new TransportTestNode.TransportTestPlan(authority, number)
        .options(TestTransportOptions.few().asks(1, 30, 12))
        .services(services)
        .start();
  }

  private static List<CompletableFuture<Bytes>> ask(
      TransportTestNode from, TransportTestNode to, int calls) {
    List<CompletableFuture<Bytes>> asked = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      asked.add(from.transport.call(to.key, WORK, Bytes.EMPTY));
    }
    return asked;
  }

  /** Earlier questions over this link have been taken, or refused, when this one is. */
  private static void awaitTaken(TransportTestNode from, TransportTestNode to) {
    assertThatThrownBy(
            () ->
                from.transport
                    .call(to.key, NOBODY, Bytes.EMPTY)
                    .orTimeout(5, TimeUnit.MINUTES)
                    .join())
        .hasMessageContaining("no service here");
  }

  private static Bytes result(CompletableFuture<Bytes> call) {
    return call.orTimeout(5, TimeUnit.MINUTES).join();
  }

  @Test
  void greedyKeysDelayAnotherOneByATurnEach() throws InterruptedException {
    List<TransportTestNode> askers = new ArrayList<>();
    try (TransportTestNode server = node(1, new Worker());
        TransportTestNode modest = node(2)) {
      modest.join(server);
      List<CompletableFuture<Bytes>> greedy = new ArrayList<>();
      for (int i = 0; i < GREEDY; i++) {
        TransportTestNode asker = node(3 + i);
        askers.add(asker);
        asker.join(server);
        greedy.addAll(ask(asker, server, 10));
        awaitTaken(asker, server);
      }
      assertThat(begun.await(5, TimeUnit.MINUTES)).isTrue();
      List<CompletableFuture<Bytes>> own = ask(modest, server, 2);
      awaitTaken(modest, server);
      go.countDown();
      own.forEach(FairCallsTest::result);
      greedy.forEach(
          each -> each.handle((answer, failure) -> answer).orTimeout(5, TimeUnit.MINUTES).join());

      List<PublicKey> order = List.copyOf(served);
      // One was served before the modest one asked; then each greedy key had a turn before each.
      assertThat(order.indexOf(modest.key)).isLessThanOrEqualTo(1 + GREEDY);
      assertThat(order.lastIndexOf(modest.key)).isLessThanOrEqualTo(2 * (1 + GREEDY));
      assertThat(greedy.stream().filter(CompletableFuture::isCompletedExceptionally).count())
          .as("there was room for 30, and the two took the places of others")
          .isEqualTo(1);
    } finally {
      go.countDown();
      askers.forEach(TransportTestNode::close);
    }
  }

  /** The waiting calls of a caller that has gone are not worked on. */
  @Test
  void aCallWhoseLinkEndedIsNotExecuted() throws InterruptedException {
    try (TransportTestNode server = node(1, new Worker());
        TransportTestNode first = node(2);
        TransportTestNode gone = node(3)) {
      first.join(server);
      gone.join(server);
      List<CompletableFuture<Bytes>> busy = ask(first, server, 1);
      assertThat(begun.await(5, TimeUnit.MINUTES)).isTrue();
      List<CompletableFuture<Bytes>> lost = ask(gone, server, 5);
      awaitTaken(gone, server);
      server.linkTo(gone).close("for a test");
      Eventually.until("the server knows", () -> server.closed.get() == 1);
      go.countDown();
      busy.forEach(FairCallsTest::result);
      ask(first, server, 1).forEach(FairCallsTest::result);

      assertThat(served).containsExactly(first.key, first.key);
      Eventually.until("all ended", () -> lost.stream().allMatch(CompletableFuture::isDone));
      assertThat(lost).allMatch(CompletableFuture::isCompletedExceptionally);
    } finally {
      go.countDown();
    }
  }
}
