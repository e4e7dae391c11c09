package org.medchain.faults.result;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.check.CheckResult;
import org.medchain.history.value.HistoryValue;

/** Short runs of the simulation, good ones and ones with a planted lie. */
final class SampleRuns {
  static final FaultEvent HALVES =
      new FaultEvent(NemesisKind.PARTITION_HALVES, 2, 5, List.of(0, 1), OptionalDouble.empty());
  static final FaultEvent SINGLE =
      new FaultEvent(NemesisKind.PARTITION_SINGLE, 5, 7, List.of(2), OptionalDouble.empty());

  private SampleRuns() {}

  static HarnessConfig config() {
    return new HarnessConfig(
        "sample",
        "register",
        "simulation",
        4,
        4,
        10,
        1,
        8,
        2,
        3,
        Optional.empty(),
        5,
        Optional.of(List.of(HALVES, SINGLE)));
  }

  static HarnessTest test(HarnessConfig config) {
    return HarnessTest.of(config, Path.of("unused"), what -> {});
  }

  static FinishedTest good() {
    HostOutcome outcome = new SimulatedHost().run(test(config()));
    return finished(outcome, Judgement.of(outcome));
  }

  /** The last read that succeeded says what nobody wrote. */
  static FinishedTest withLie() throws HistoryFormatException {
    FinishedTest good = good();
    List<HistoryEvent> events = new ArrayList<>(good.judgement().history().events());
    for (int i = events.size() - 1; i >= 0; i--) {
      HistoryEvent each = events.get(i);
      if (each.type() == EventType.OK && each.f().equals("read")) {
        HistoryValue key = ((HistoryValue.Sequence) each.value()).items().getFirst();
        HistoryValue lie = HistoryValue.sequence(key, HistoryValue.whole(99));
        events.set(
            i,
            new HistoryEvent(
                each.index(), each.process(), each.type(), "read", lie, each.time(), each.more()));
        break;
      }
    }
    History history = History.of(events);
    List<CheckResult> results = new ArrayList<>(good.judgement().results());
    results.set(0, good.outcome().workload().checker().check(history));
    return finished(good.outcome(), new Judgement(history, results));
  }

  private static FinishedTest finished(HostOutcome outcome, Judgement judgement) {
    return new FinishedTest(
        config(),
        List.of(NemesisKind.DISK_FULL),
        outcome,
        judgement,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(12));
  }
}
