package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** CONS-8, CONS-11: a request goes to all, again after ever longer pauses, until it is final. */
class OutstandingRequestsTest {
  private static final long PAUSE_NS = 500;
  private static final TestSignatures SCHEME = new TestSignatures();

  private final Outbox outbox = new Outbox();
  private final OutstandingRequests open = new OutstandingRequests(PAUSE_NS, outbox);
  private final Transaction first = request(1);
  private final Transaction second = request(2);

  private static Transaction request(long sequence) {
    return Transaction.signed(
        SCHEME, Hash.ZERO, ConsensusTestChain.keys(SCHEME, "alice"), sequence, 1, Bytes.EMPTY);
  }

  private List<Output> submit(Transaction request) {
    open.submit(request);
    return outbox.drain();
  }

  private List<Output> fire(Timer timer) {
    open.onTimer(timer);
    return outbox.drain();
  }

  private static List<Output> sent(Transaction request, Timer timer, long delayNs) {
    return List.of(
        new Output.Broadcast(Request.envelope(request), List.of()),
        new Output.StartTimer(timer, delayNs));
  }

  private static Timer timer(List<Output> outputs) {
    return ((Output.StartTimer) outputs.get(1)).timer();
  }

  @Test
  void aPauseIsOneNanosecondOrMore() {
    assertThatCode(() -> new OutstandingRequests(1, outbox)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new OutstandingRequests(0, outbox))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePauseDoublesUpToSixteenfold() {
    List<Output> outputs = submit(first);
    Timer timer = timer(outputs);
    assertThat(outputs).isEqualTo(sent(first, timer, PAUSE_NS));
    for (long factor : new long[] {2, 4, 8, 16, 16, 16}) {
      assertThat(fire(timer)).isEqualTo(sent(first, timer, factor * PAUSE_NS));
    }
  }

  /** Each request has a separate timer; one with an open request's name is not sent. */
  @Test
  void requestsAreSentAgainEachForItself() {
    Timer one = timer(submit(first));
    assertThat(submit(first)).isEmpty();
    Timer two = timer(submit(second));
    assertThat(two).isNotEqualTo(one);
    assertThat(fire(two)).isEqualTo(sent(second, two, 2 * PAUSE_NS));
    assertThat(fire(one)).isEqualTo(sent(first, one, 2 * PAUSE_NS));
  }

  @Test
  void aFinalRequestIsReportedOnceAndRemoved() {
    Timer one = timer(submit(first));
    submit(second);
    assertThat(open.find(first.request())).contains(first);
    assertThat(open.named(first.id())).contains(first.request());
    assertThat(open.named(request(3).id())).isEmpty();
    Receipt receipt = new Receipt(first.request(), Receipt.OK, Bytes.EMPTY);
    open.complete(7, receipt);
    assertThat(outbox.drain())
        .containsExactly(
            new Output.StopTimer(one), new Output.Accepted(first.request(), 7, receipt));
    assertThat(open.find(first.request())).isEmpty();
    assertThat(open.named(first.id())).isEmpty();
    assertThat(open.named(second.id())).contains(second.request());
    assertThat(fire(one)).as("a timer that fired just before").isEmpty();
  }

  /** CONS-8. */
  @Test
  void aRequestThatIsGivenUpIsSentNoMore() {
    Timer one = timer(submit(first));
    open.withdraw(first.request());
    assertThat(outbox.drain()).containsExactly(new Output.StopTimer(one));
    assertThat(open.find(first.request())).isEmpty();
    assertThat(fire(one)).as("a timer that fired just before").isEmpty();
    open.withdraw(first.request());
    assertThat(outbox.drain()).as("again").isEmpty();
  }
}
