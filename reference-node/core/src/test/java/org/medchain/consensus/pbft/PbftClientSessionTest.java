package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.RejectionReason;

/** CONS-8: a result is final when f + 1 replicas say it. */
class PbftClientSessionTest {
  private static final long RETRANSMIT_NS = 500;

  private final TestCommittee committee = new TestCommittee(7, 2);
  private final Transaction request = committee.request("alice", 1);

  private PbftClientSession session() {
    return new PbftClientSession(committee.members, RETRANSMIT_NS);
  }

  /** A replica's answer: which of a few results it says, and at which height. */
  record Answer(int node, int height, int result) {}

  @Provide
  Arbitrary<List<Answer>> answers() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, 1))
        .as(Answer::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  /** By a model: the first answer of each replica counts, and f + 1 equal ones decide, once. */
  @Property(seed = "20271", tries = 500)
  void acceptsWhatAnHonestReplicaMustHaveSaid(@ForAll("answers") List<Answer> answers) {
    PbftClientSession session = session();
    session.step(committee.submitted(request));
    Map<Integer, Answer> first = new LinkedHashMap<>();
    boolean isAccepted = false;
    for (Answer answer : answers) {
      first.putIfAbsent(answer.node(), answer);
      long same =
          first.values().stream()
              .filter(a -> a.height() == answer.height() && a.result() == answer.result())
              .count();
      List<Output> outputs = session.step(reply(answer));
      if (!isAccepted && same >= new QuorumSizes(7).weak()) {
        isAccepted = true;
        assertThat(accepted(outputs))
            .containsExactly(
                new Output.Accepted(request.request(), answer.height(), receipt(answer.result())));
      } else {
        assertThat(outputs).isEmpty();
      }
    }
  }

  @Example
  void oneReplicaCannotSpeakForAnother() {
    PbftClientSession session = session();
    session.step(committee.submitted(request));
    for (int i = 0; i < 5; i++) {
      OrderedReply reply = new OrderedReply(i, 1, receipt(0));
      assertThat(session.step(committee.from(0, reply))).isEmpty();
    }
    Input stranger =
        committee.from(TestCommittee.client("mallory"), new OrderedReply(0, 1, receipt(0)));
    assertThat(session.step(stranger))
        .containsExactly(
            new Output.Reject(
                TestCommittee.client("mallory").publicKey(), "not a reply of a replica"));
  }

  @Example
  void anythingButAReplyIsRefused() {
    PbftClientSession session = session();
    session.step(committee.submitted(request));
    assertThat(session.step(committee.from(0, new Status(0, false, 1, 0))))
        .containsExactly(new Output.Reject(committee.key(0), "not a reply of a replica"));
  }

  /** Requests in flight do not touch each other, and each has its own timer. */
  @Example
  void keepsSeveralRequestsApart() {
    PbftClientSession session = session();
    Transaction second = committee.request("bob", 1);
    List<Output> started = new ArrayList<>(session.step(committee.submitted(request)));
    started.addAll(session.step(committee.submitted(second)));
    assertThat(started.stream().filter(Output.StartTimer.class::isInstance).distinct()).hasSize(2);
    Receipt other = new Receipt(second.request(), Receipt.OK, Bytes.EMPTY);
    for (int node = 0; node < 2; node++) {
      assertThat(session.step(reply(new Answer(node, 1, 0)))).isEmpty();
      assertThat(session.step(committee.from(node, new OrderedReply(0, 2, other)))).isEmpty();
    }
    assertThat(accepted(session.step(committee.from(2, new OrderedReply(0, 2, other)))))
        .containsExactly(new Output.Accepted(second.request(), 2, other));
    assertThat(accepted(session.step(reply(new Answer(2, 1, 0)))))
        .containsExactly(new Output.Accepted(request.request(), 1, receipt(0)));
  }

  /** CONS-13: f + 1 different replicas are believed, once; the request stays open all the same. */
  @Example
  void aRejectionCountsFromFPlusOneReplicas() {
    PbftClientSession session = session();
    session.step(committee.submitted(request));
    RequestRejection full = RequestRejection.of(request.id(), "too many requests wait");
    RequestRejection another =
        RequestRejection.of(committee.request("bob", 1).id(), "too many requests wait");
    assertThat(session.step(committee.from(0, full))).isEmpty();
    assertThat(session.step(committee.from(0, full))).as("again").isEmpty();
    assertThat(session.step(committee.from(1, full))).isEmpty();
    assertThat(session.step(committee.from(2, another))).as("of nothing asked").isEmpty();
    assertThat(session.step(committee.from(3, full)))
        .containsExactly(new Output.Refused(request.request(), "too many requests wait"));
    assertThat(session.step(committee.from(4, full))).as("said already").isEmpty();
    for (int node = 0; node < 2; node++) {
      assertThat(session.step(reply(new Answer(node, 1, 0)))).isEmpty();
    }
    assertThat(accepted(session.step(reply(new Answer(2, 1, 0))))).hasSize(1);
  }

  @Example
  void forgedMessagesAreReported() {
    Input.MessageRejected forged =
        new Input.MessageRejected(
            1, committee.key(0), 19, RejectionReason.UNAUTHENTICATED, "does not hold");
    assertThat(session().step(forged)).containsExactly(new Output.Reject(forged));
  }

  private Input reply(Answer answer) {
    // The view is the replica's own and need not be the same at all.
    return committee.from(
        answer.node(), new OrderedReply(answer.node(), answer.height(), receipt(answer.result())));
  }

  private Receipt receipt(int result) {
    return new Receipt(request.request(), result, Bytes.utf8("result " + result));
  }

  private static List<Output.Accepted> accepted(List<Output> outputs) {
    return outputs.stream()
        .map(
            o ->
                o instanceof Output.Accepted a ? Optional.of(a) : Optional.<Output.Accepted>empty())
        .flatMap(Optional::stream)
        .toList();
  }
}
