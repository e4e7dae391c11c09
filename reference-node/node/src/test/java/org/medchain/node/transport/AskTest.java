package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;

/** Questions and answers (CONN-13, CONN-14). */
final class AskTest {
  private static final Topic ECHO = new Topic(1, "echo");
  private static final Topic NOBODY = new Topic(9, "nobody");

  private final TestAuthority authority = new TestAuthority();

  /** Answers as the test says; for consensus nodes alone. */
  private record Answers(Action action) implements Service {
    interface Action {
      Bytes answer(Bytes question) throws Refused;
    }

    @Override
    public Topic topic() {
      return ECHO;
    }

    @Override
    public Set<PeerRole> askers() {
      return Set.of(PeerRole.CONSENSUS_NODE);
    }

    @Override
    public Bytes answer(Peer asker, Bytes question) throws Refused {
      return action.answer(question);
    }
  }

  private TestNode server(Options options, Answers.Action action) {
    return new TestNode.Plan(authority, 1).options(options).services(new Answers(action)).start();
  }

  private TestNode.Plan asker(int number) {
    return new TestNode.Plan(authority, number);
  }

  private static Bytes ask(TestNode from, TestNode to, Topic topic, String question) {
    return from.transport
        .ask(to.key, topic, Bytes.utf8(question))
        .orTimeout(5, TimeUnit.MINUTES)
        .join();
  }

  private static void assertRefused(TestNode from, TestNode to, Topic topic, String reason) {
    assertThatThrownBy(() -> ask(from, to, topic, "?"))
        .hasCauseInstanceOf(Refused.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aQuestionIsAnsweredToWhoMayAsk() {
    try (TestNode a = server(Options.few(), question -> question);
        TestNode b = asker(2).start();
        TestNode entity = asker(3).role(PeerRole.ENTITY).start()) {
      b.join(a);
      entity.join(a);

      assertThat(ask(b, a, ECHO, "hello")).isEqualTo(Bytes.utf8("hello"));
      assertRefused(b, a, NOBODY, "nobody here answers topic 9");
      assertRefused(entity, a, ECHO, "echo is not for ENTITY");
      assertRefused(b, entity, ECHO, "is not connected");
      assertThat(questions(a, "answered")).isEqualTo(1);
      assertThat(questions(a, "refused")).isEqualTo(2);
    }
  }

  private static double questions(TestNode node, String outcome) {
    return node.meterSet.counter("medchain.transport.questions", "outcome", outcome).count();
  }

  @Test
  void whatAServiceCannotAnswerIsRefusedWithTheReason() {
    try (TestNode a =
            server(
                Options.few(),
                question -> {
                  if (question.equals(Bytes.utf8("?"))) {
                    throw new Refused("no such\nrecord");
                  }
                  return Bytes.of(new byte[question.at(0) == 'l' ? 1 << 18 : -1]);
                });
        TestNode b = asker(2).start()) {
      b.join(a);

      assertRefused(b, a, ECHO, "no such record");
      assertThatThrownBy(() -> ask(b, a, ECHO, "large"))
          .hasMessageContaining("the answer has 262144 bytes; at most 262129 can be sent");
      assertThatThrownBy(() -> ask(b, a, ECHO, "fail")).hasMessageContaining("answering failed");
    }
  }

  @Test
  void questionsBeyondTheBoundsAreRefusedAtOnce() {
    CountDownLatch go = new CountDownLatch(1);
    Options bounds = Options.few().asks(1, 2, 5);
    try (TestNode a =
            server(
                bounds,
                question -> {
                  await(go);
                  return question;
                });
        TestNode b = asker(2).start();
        TestNode c = asker(3).options(Options.few().asks(1, 1, 2)).start()) {
      b.join(a);
      c.join(a);
      List<CompletableFuture<Bytes>> asked = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        asked.add(b.transport.ask(a.key, ECHO, Bytes.EMPTY));
      }
      // One is worked on, two wait.
      Eventually.until("six are refused", () -> questions(a, "busy") == 6);
      List<CompletableFuture<Bytes>> own = new ArrayList<>();
      // In one turn, so that no answer can come in between.
      c.loops
          .first()
          .submit(
              () -> {
                for (int i = 0; i < 3; i++) {
                  own.add(c.transport.ask(a.key, NOBODY, Bytes.EMPTY));
                }
              })
          .syncUninterruptibly();
      assertThatThrownBy(() -> own.getLast().join())
          .hasMessageContaining("too many questions to 01010101");
      go.countDown();
      Eventually.until("all ended", () -> asked.stream().allMatch(CompletableFuture::isDone));

      assertThat(asked.stream().filter(each -> !each.isCompletedExceptionally()).count())
          .isEqualTo(3);
      assertThat(ask(b, a, ECHO, "again")).isEqualTo(Bytes.utf8("again"));
    } finally {
      go.countDown();
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
  void noAnswerInTimeAndNoConnectionEndTheWaiting() {
    CountDownLatch never = new CountDownLatch(1);
    try (TestNode a =
            server(
                Options.few(),
                question -> {
                  await(never);
                  return question;
                });
        TestNode b = asker(2).options(Options.few().askTimeout(Duration.ofMillis(200))).start();
        TestNode c = asker(3).start()) {
      b.join(a);
      c.join(a);
      assertRefused(b, a, ECHO, "no answer from 01010101 in time");

      CompletableFuture<Bytes> waiting = c.transport.ask(a.key, ECHO, Bytes.EMPTY);
      a.linkTo(c).close("for a test");
      assertThatThrownBy(() -> waiting.orTimeout(5, TimeUnit.MINUTES).join())
          .hasMessageContaining("ended");
      never.countDown();
    }
  }
}
