package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** CONS-8, CONS-10, CONS-11: requests wait in order and in bounds, and are sent until final. */
class RequestPoolTest {
  private static final long PAUSE_NS = 500;

  private static final TestSignatures SCHEME = new TestSignatures();

  private final Outbox outbox = new Outbox();

  private final OutstandingRequests open = new OutstandingRequests(PAUSE_NS, outbox);

  private final Transaction first = request(1);

  private final Transaction second = request(2);

  /** Taking a request in, or removing one that was executed. */
  record Action(boolean adds, int request) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
            Arbitraries.integers().between(1, 8))
        .as(Action::new)
        .list()
        .ofMaxSize(30);
  }

  /** PBFT-11: those that wait together, and nothing that comes after they are closed. */
  @Example
  void aGenerationEndsWithTheLastOfThoseThatCameBeforeItsEnd() {
    RequestPool pool = new RequestPool(4, Long.MAX_VALUE);
    assertThat(pool.isGenerationWaiting()).isFalse();
    pool.add(request(1, 0));
    pool.openGeneration();
    pool.add(request(2, 0));
    pool.closeGeneration();
    pool.add(request(3, 0));
    pool.closeGeneration();
    pool.remove(request(1, 0).request());
    assertThat(pool.isGenerationWaiting()).isTrue();
    pool.remove(request(2, 0).request());
    assertThat(pool.isGenerationWaiting()).as("the third is not of it").isFalse();
    pool.remove(request(3, 0).request());
    assertThat(pool.executedOfGeneration()).isEqualTo(2);
  }

  @Property(seed = "20242", tries = 300)
  void firstComeFirstServedUpToTheCapacity(
      @ForAll("actions") List<Action> actions, @ForAll @IntRange(min = 1, max = 6) int capacity) {
    RequestPool pool = new RequestPool(capacity, Long.MAX_VALUE);
    Map<RequestId, Transaction> model = new LinkedHashMap<>();
    for (Action action : actions) {
      Transaction request = request(action.request(), 10);
      if (action.adds()) {
        boolean taken = model.size() < capacity && !model.containsKey(request.request());
        assertThat(pool.add(request)).isEqualTo(taken);
        if (taken) {
          model.put(request.request(), request);
        }
      } else {
        pool.remove(request.request());
        model.remove(request.request());
      }
      check(pool, List.copyOf(model.values()));
    }
  }

  /** PBFT-38, with a model: the same object as before the mark, what came again is another. */
  @Property(seed = "20243", tries = 300)
  void overtakenIsWhatCameBeforeTheMarkAndWaitsWhenALaterOneIsExecuted(
      @ForAll("actions") List<Action> before,
      @ForAll("actions") List<Action> after,
      @ForAll @IntRange(min = 1, max = 4) int limit) {
    RequestPool pool = new RequestPool(100, Long.MAX_VALUE);
    before.forEach(action -> apply(action, pool));
    Set<Transaction> older = Collections.newSetFromMap(new IdentityHashMap<>());
    older.addAll(pool.oldest(100));
    pool.mark();
    assertThat(pool.overtaken(0, limit)).as("nothing came later").isEmpty();
    boolean overtakes = false;
    for (Action action : after) {
      Transaction request = request(action.request(), 10);
      overtakes |=
          !action.adds()
              && pool.find(request.request()).stream().anyMatch(held -> !older.contains(held));
      apply(action, pool);
    }
    List<Transaction> expected =
        pool.oldest(100).stream().filter(older::contains).limit(limit).toList();
    assertThat(pool.overtaken(0, limit)).isEqualTo(overtakes ? expected : List.of());
  }

  /** PBFT-38: of a queue that takes several pauses, nothing came after the newest mark. */
  @Example
  void anyMarkTellsWhoWasOvertaken() {
    RequestPool pool = new RequestPool(10, Long.MAX_VALUE);
    pool.add(request(1, 0));
    pool.mark();
    pool.add(request(2, 0));
    pool.add(request(3, 0));
    pool.mark();
    pool.mark();
    assertThat(pool.overtaken(0, 10)).isEmpty();
    pool.remove(request(2, 0).request());
    assertThat(pool.overtaken(0, 10)).containsExactly(request(1, 0));
    assertThat(pool.overtaken(1, 10)).as("both may have come at once").isEmpty();
    pool.add(request(4, 0));
    pool.remove(request(4, 0).request());
    assertThat(pool.overtaken(1, 10)).containsExactly(request(1, 0), request(3, 0));
  }

  /** PBFT-11: a request that is passed on is watched with those that came until then, but once. */
  @Example
  void whoIsPutBackWaitsBehindTheOthersOnce() {
    RequestPool pool = new RequestPool(10, Long.MAX_VALUE);
    pool.openGeneration();
    pool.add(request(1, 0));
    pool.closeGeneration();
    pool.add(request(2, 0));
    pool.putBack(List.of(request(1, 0), request(5, 0)));
    assertThat(pool.isGenerationWaiting()).isFalse();
    pool.add(request(3, 0));
    pool.putBack(List.of(request(1, 0)));
    assertThat(pool.oldest(10)).containsExactly(request(2, 0), request(1, 0), request(3, 0));
    pool.mark();
    pool.remove(request(1, 0).request());
    assertThat(pool.overtaken(0, 10)).as("nobody is overtaken by one that came first").isEmpty();
  }

  private static void apply(Action action, RequestPool pool) {
    Transaction request = request(action.request(), 10);
    if (action.adds()) {
      pool.add(request);
    } else {
      pool.remove(request.request());
    }
  }

  private static void check(RequestPool pool, List<Transaction> waiting) {
    assertThat(pool.size()).isEqualTo(waiting.size());
    assertThat(pool.isEmpty()).isEqualTo(waiting.isEmpty());
    assertThat(pool.oldest(100)).isEqualTo(waiting);
    assertThat(pool.oldest(1)).isEqualTo(waiting.stream().limit(1).toList());
    for (Transaction request : waiting) {
      assertThat(pool.contains(request.request())).isTrue();
      assertThat(pool.find(request.request())).contains(request);
    }
  }

  /** The waiting requests are bounded in bytes too, and a leaving one makes room. */
  @Example
  void aPoolIsFullByItsBytes() {
    int size = RequestPool.sizeOf(request(1, 10));
    RequestPool pool = new RequestPool(10, 3L * size);
    for (int i = 1; i <= 3; i++) {
      assertThat(pool.add(request(i, 10))).isTrue();
      assertThat(pool.add(request(i, 10))).as("again").isFalse();
    }
    assertThat(pool.bytes()).isEqualTo(3L * size);
    assertThat(pool.add(request(4, 0))).isFalse();
    pool.remove(request(1, 10).request());
    pool.remove(request(1, 10).request());
    assertThat(pool.add(request(4, 11))).isFalse();
    assertThat(pool.add(request(4, 10))).isTrue();
    pool.removeIf(each -> each.sequence() < 4);
    assertThat(pool.bytes()).isEqualTo(size);
  }

  /** Another transaction of the same name does not replace the first. */
  @Example
  void theFirstOfANameStays() {
    RequestPool pool = new RequestPool(10, Long.MAX_VALUE);
    Transaction first = request(1, 10);
    Transaction second = request(1, 20);
    assertThat(pool.add(first)).isTrue();
    assertThat(pool.add(second)).isFalse();
    assertThat(pool.find(first.request())).contains(first);
    assertThat(pool.find(request(2, 10).request())).isEqualTo(Optional.empty());
  }

  @Property(seed = "20243", tries = 300)
  void aBatchIsTheOldestThatFit(
      @ForAll List<@IntRange(min = 0, max = 60) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 5) int most,
      @ForAll @IntRange(min = 100, max = 600) int bytes) {
    RequestPool pool = new RequestPool(1_000, Long.MAX_VALUE);
    List<Transaction> expected = new ArrayList<>();
    int sum = 0;
    for (int i = 0; i < sizes.size(); i++) {
      Transaction request = request(i + 1, sizes.get(i));
      pool.add(request);
      int size = RequestPool.sizeOf(request);
      boolean eligible = sizes.get(i) % 3 != 0;
      if (eligible && expected.size() < most && sum + size <= bytes) {
        expected.add(request);
        sum += size;
      }
    }
    List<Transaction> batch =
        pool.select(
            new BatchLimits(most, bytes, 0),
            request -> pool.find(request).orElseThrow().body().size() % 3 != 0);
    assertThat(batch).isEqualTo(expected);
    assertThat(pool.size()).as("they stay waiting").isEqualTo(sizes.size());
  }

  /** A request never counts for less than its size in a block. */
  @Property(seed = "20244", tries = 100)
  void sizesAreUpperBounds(@ForAll @IntRange(min = 0, max = 70_000) int size) {
    Transaction request = request(1, size);
    assertThat(RequestPool.sizeOf(request)).isGreaterThanOrEqualTo(request.encoded().size());
  }

  private static Transaction request(int sequence, int bodySize) {
    TestSignatures scheme = new TestSignatures();
    return Transaction.signed(
        scheme,
        Hash.ZERO,
        ConsensusTestChain.keys(scheme, "client"),
        sequence,
        1,
        Bytes.of(new byte[bodySize]));
  }

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
    assertRefused(() -> new OutstandingRequests(0, outbox));
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
