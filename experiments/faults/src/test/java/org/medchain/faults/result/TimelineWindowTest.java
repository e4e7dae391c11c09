package org.medchain.faults.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.medchain.faults.judge.Judgement;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.check.HistoryVerdict;
import org.medchain.history.value.HistoryValue;

/** FAULT-12: of a long run a page shows a part, and says which. */
class TimelineWindowTest {
  private static final long S = 1_000_000_000L;

  private static HistoryEvent at(List<HistoryEvent> before, long atNs, EventType type) {
    return new HistoryEvent(
        before.size(),
        0,
        type,
        "write",
        HistoryValue.sequence(HistoryValue.whole(1), HistoryValue.whole(1)),
        OptionalLong.of(atNs),
        Map.of());
  }

  private static FinishedTest with(long count, long gapNs) throws Exception {
    List<HistoryEvent> events = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      events.add(at(events, i * gapNs, EventType.INVOKE));
      events.add(at(events, i * gapNs + gapNs / 2, EventType.OK));
    }
    FinishedTest good = SampleRuns.good();
    return new FinishedTest(
        good.config(),
        good.skipped(),
        good.outcome(),
        new Judgement(History.of(events), good.judgement().results()),
        good.start(),
        good.end(),
        good.window(),
        List.of());
  }

  @Test
  void aLongRunShowsItsBeginning() throws Exception {
    FinishedTest test = with(500, S);
    assertThat(TimelinePage.window(test)).isEqualTo(new TimeWindow(0, 120 * S, "the beginning"));
    assertThat(TimelinePage.html(test)).contains("The beginning: 0.0 s to 120.0 s of 499.5 s, 121");
  }

  @Test
  void aBusyRunEndsEarlier() throws Exception {
    FinishedTest test = with(5_000, S / 1_000);
    assertThat(TimelinePage.window(test).untilNs()).isEqualTo(4 * S);
  }

  @Test
  void aLongRunShowsWhatSurroundsItsCounterexample() throws Exception {
    FinishedTest lie = SampleRuns.withLie();
    assertThat(lie.judgement().results().getFirst().verdict()).isEqualTo(HistoryVerdict.INVALID);
    FinishedTest test = with(500, S);
    FinishedTest both =
        new FinishedTest(
            test.config(),
            List.of(),
            test.outcome(),
            new Judgement(test.judgement().history(), lie.judgement().results()),
            test.start(),
            test.end(),
            test.window(),
            List.of());
    TimeWindow window = TimelinePage.window(both);
    long atNs = TimeWindow.endNs(both.counterexample().orElseThrow().impossible());
    assertThat(window.untilNs()).isEqualTo(atNs + 10 * S);
    assertThat(window.why()).isEqualTo("what surrounds the counterexample");
  }
}
