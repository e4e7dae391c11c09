package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.metrics.MachineUse;

/** The parts of a trial on processes that need none (EXP-15 to EXP-17). */
class PartsTest {
  /** EXP-17: who is down from the beginning is never started. */
  @Test
  void faultsBecomeTimes() {
    FaultTimes times =
        FaultTimes.of(
            List.of(
                new PlannedFault.Restart(List.of(1), 5, 10),
                new PlannedFault.Crash(List.of(2), 0),
                new PlannedFault.Crash(List.of(3), 7),
                new PlannedFault.Restart(List.of(0), 0, 4)));
    assertThat(times.neverStarted()).containsExactly(0, 2);
    assertThat(times.changes())
        .containsExactly(
            new FaultTimes.Change(4, 0, true),
            new FaultTimes.Change(5, 1, false),
            new FaultTimes.Change(7, 3, false),
            new FaultTimes.Change(10, 1, true));
  }

  /** EXP-16: what is neither idle, nor stolen, nor the trial's own, is others'. */
  @Test
  void machineTimesAreRead() {
    MachineTimes before = MachineTimes.of("cpu  10 0 10 70 10 0 0 0 0 0\ncpu0 1 2\n").orElseThrow();
    MachineTimes after = MachineTimes.of("cpu  50 0 20 110 10 0 0 10 99 99\n").orElseThrow();
    // 100 ticks of 10 ms: 50 busy, 10 stolen; the trial's own are 30 of the busy ones.
    MachineUse use = after.since(before, 300_000_000, 60_000_000);
    assertThat(use.otherLoad()).isEqualTo(0.2);
    assertThat(use.steal()).isEqualTo(0.1);
    assertThat(use.compiling()).isEqualTo(0.06);
    assertThat(use.contaminated()).isTrue();
    assertThat(after.since(before, 900_000_000, 0).otherLoad()).isZero();
    assertThat(new MachineUse(0.05, 0.02, 0.05).contaminated()).isFalse();
    assertThat(new MachineUse(0, 0, 0.06).contaminated()).isTrue();
  }

  /** EXP-16: a compiler's thread is known by its name, whatever its number. */
  @Test
  void compilersTimesAreRead() {
    String fields = " S 1 2 3 0 -1 4194368 5 0 0 0 120 30 0 0 20 0 40 0 77\n";
    assertThat(CompilerTimes.ofThread("4242 (C2 CompilerThre)" + fields)).hasValue(1_500_000_000);
    assertThat(CompilerTimes.ofThread("4242 (C1 CompilerThre)" + fields)).hasValue(1_500_000_000);
    assertThat(CompilerTimes.ofThread("4242 (n0-1-1)" + fields)).isEmpty();
    assertThat(CompilerTimes.ofThread("")).isEmpty();
    assertThat(CompilerTimes.ofProcess(ProcessHandle.current().pid())).isNotNegative();
    assertThat(CompilerTimes.ofProcess(Long.MAX_VALUE)).isZero();
  }

  @Property
  void anyOtherTextIsNone(@ForAll String text) {
    assertThat(MachineTimes.of(text)).isEmpty();
    assertThat(MachineTimes.of("cpu " + text + " x")).isEmpty();
  }

  /** EXP-15: messages are what came by all nodes' connections. */
  @Property
  void metricsAreRead(
      @ForAll @LongRange(min = 0, max = 99_999_999) long frames,
      @ForAll @LongRange(min = 0, max = 99_999_999) long bytes) {
    String page =
        "# TYPE medchain_transport_frames_total counter\n"
            + "medchain_transport_frames_total{direction=\"in\",node=\"n0\"} "
            + (double) frames
            + "\nmedchain_transport_frames_total{direction=\"out\",node=\"n0\"} 7.0\n"
            + "medchain_transport_bytes_total{direction=\"in\",node=\"n0\"} "
            + (double) bytes
            + "\n";
    assertThat(Nodes.received(page)).isEqualTo(new Nodes.Received(frames, bytes));
  }
}
