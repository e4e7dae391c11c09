package org.medchain.faults.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryOperation;
import org.medchain.history.value.HistoryValue;

/** FAULT-13. */
class RecoveryTimeTest {
  private static final FaultEvent KILL =
      new FaultEvent(NemesisKind.KILL, 0, 1, List.of(0), OptionalDouble.empty());

  private static NemesisAction action(long atNs, boolean begins, String... problem) {
    return new NemesisAction(
        atNs, KILL, begins, problem.length == 0 ? Optional.empty() : Optional.of(problem[0]));
  }

  private final List<HistoryEvent> events = new ArrayList<>();

  private void event(long process, EventType type, long atNs) {
    events.add(
        new HistoryEvent(
            events.size(),
            process,
            type,
            "read",
            HistoryValue.nil(),
            OptionalLong.of(atNs),
            Map.of()));
  }

  private List<HistoryOperation> operations() throws Exception {
    return History.of(events).operations();
  }

  @Test
  void itEndsWithTheFirstSuccessAmongCallsThatBeganLater() throws Exception {
    event(0, EventType.INVOKE, 90);
    event(1, EventType.INVOKE, 110);
    event(2, EventType.INVOKE, 120);
    event(0, EventType.OK, 130); // Begun before the fault.
    event(2, EventType.FAIL, 140); // Answered, and no success.
    event(3, EventType.INVOKE, 210);
    event(3, EventType.OK, 240);
    event(1, EventType.OK, 250);
    List<FaultSpan> spans = FaultSpan.of(List.of(action(100, true), action(200, false)), 300);
    RecoveryTime time = RecoveryTime.of(spans, operations()).getFirst();
    assertThat(time.fromBeginningNs()).hasValue(140);
    assertThat(time.fromHealNs()).hasValue(40);
  }

  @Test
  void aFaultThatNothingSucceededAfterHasNoTimeAndOneThatWasNotDoneHasNone() throws Exception {
    event(0, EventType.INVOKE, 90);
    event(0, EventType.OK, 95);
    List<FaultSpan> unhealed = FaultSpan.of(List.of(action(100, true)), 300);
    assertThat(unhealed.getFirst().untilNs()).isEqualTo(300);
    RecoveryTime time = RecoveryTime.of(unhealed, operations()).getFirst();
    assertThat(time.fromBeginningNs()).isEmpty();
    assertThat(time.fromHealNs()).isEmpty();

    List<FaultSpan> failed =
        FaultSpan.of(List.of(action(10, true, "no such node"), action(20, false)), 300);
    assertThat(RecoveryTime.of(failed, operations())).isEmpty();
  }

  @Test
  void equalFaultsAreHealedInTheirOrder() {
    List<FaultSpan> spans =
        FaultSpan.of(
            List.of(action(1, true), action(2, false), action(3, true), action(4, false)), 9);
    assertThat(spans).extracting(FaultSpan::untilNs).containsExactly(2L, 4L);
  }

  /** One of two faults was never recovered from: half of them at most were in 40 ns. */
  @Test
  void recoveriesThatNeverCameCountAsInfinitelyLate() throws Exception {
    event(0, EventType.INVOKE, 210);
    event(0, EventType.OK, 240);
    List<FaultSpan> spans =
        FaultSpan.of(
            List.of(action(100, true), action(200, false), action(300, true), action(400, false)),
            500);
    List<RecoveryTime> times = RecoveryTime.of(spans, operations());
    assertThat(RecoveryTable.percentile(times, RecoveryTime::fromHealNs, 50)).hasValue(40);
    assertThat(RecoveryTable.percentile(times, RecoveryTime::fromHealNs, 99)).isEmpty();
  }
}
