package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.medchain.cluster.local.MetricsPage;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.simulation.fault.Fault;

/** The parts of a trial on processes that need none (EXP-15 to EXP-17). */
class TrialPartsTest {
  /** EXP-17: who is down from the beginning is never started. */
  @Test
  void faultsBecomeTimes() {
    FaultSchedule times =
        FaultSchedule.of(
            List.of(
                new Fault.Restart(List.of(1), 5, 10),
                new Fault.Crash(List.of(2), 0),
                new Fault.Crash(List.of(3), 7),
                new Fault.Restart(List.of(0), 0, 4)));
    assertThat(times.initiallyDown()).containsExactly(0, 2);
    assertThat(times.changes())
        .containsExactly(
            new FaultSchedule.ProcessChange(4, 0, true),
            new FaultSchedule.ProcessChange(5, 1, false),
            new FaultSchedule.ProcessChange(7, 3, false),
            new FaultSchedule.ProcessChange(10, 1, true));
  }

  /** EXP-16: what is neither idle, nor stolen, nor the trial's own, is others'. */
  @Test
  void machineTimesAreRead() {
    MachineCpuTimes before =
        MachineCpuTimes.of("cpu  10 0 10 70 10 0 0 0 0 0\ncpu0 1 2\n").orElseThrow();
    MachineCpuTimes after = MachineCpuTimes.of("cpu  50 0 20 110 10 0 0 10 99 99\n").orElseThrow();
    // 100 ticks of 10 ms: 50 busy, 10 stolen; the trial's own are 30 of the busy ones.
    MachineContention use = after.since(before, 300_000_000, 60_000_000);
    assertThat(use.otherPrograms()).isEqualTo(0.2);
    assertThat(use.steal()).isEqualTo(0.1);
    assertThat(use.compiling()).isEqualTo(0.06);
    assertThat(use.isContaminated()).isTrue();
    assertThat(after.since(before, 900_000_000, 0).otherPrograms()).isZero();
  }

  /** EXP-16: a compiler's thread is known by its name, with any number. */
  @Test
  void compilersTimesAreRead() {
    String fields = " S 1 2 3 0 -1 4194368 5 0 0 0 120 30 0 0 20 0 40 0 77\n";
    assertThat(CompilerCpuTime.ofThread("4242 (C2 CompilerThre)" + fields)).hasValue(1_500_000_000);
    assertThat(CompilerCpuTime.ofThread("4242 (C1 CompilerThre)" + fields)).hasValue(1_500_000_000);
    assertThat(CompilerCpuTime.ofThread("4242 (n0-1-1)" + fields)).isEmpty();
    assertThat(CompilerCpuTime.ofThread("")).isEmpty();
    assertThat(CompilerCpuTime.ofProcess(Long.MAX_VALUE)).isZero();
  }

  /** EXP-16: this JVM compiles, and its compilers take no more of the processors than it all. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @DisabledIf("interprets")
  void compilersOfAProcessAreFound() {
    ProcessHandle self = ProcessHandle.current();
    assertThat(CompilerCpuTime.ofProcess(self.pid()))
        .isPositive()
        .isLessThanOrEqualTo(self.info().totalCpuDuration().orElseThrow().plusSeconds(1).toNanos());
  }

  static boolean interprets() {
    return ManagementFactory.getCompilationMXBean() == null;
  }

  @Test
  void aMachineIsContaminatedAboveEachBound() {
    assertThat(new MachineContention(0.05, 0.02, 0.05).isContaminated()).isFalse();
    assertThat(new MachineContention(0.051, 0.02, 0.05).isContaminated()).isTrue();
    assertThat(new MachineContention(0.05, 0.021, 0.05).isContaminated()).isTrue();
    assertThat(new MachineContention(0.05, 0.02, 0.051).isContaminated()).isTrue();
  }

  /** Ten numbers after the word are read; with one of the first eight missing or changed, none. */
  @Property(seed = "24", tries = 100)
  void malformedTextGivesNoValue(
      @ForAll String text, @ForAll @IntRange(max = 7) int where, @ForAll boolean left) {
    List<String> words = new ArrayList<>(Collections.nCopies(10, "1"));
    assertThat(MachineCpuTimes.of("cpu " + String.join(" ", words))).isPresent();
    assertThat(MachineCpuTimes.of("cpu0 " + String.join(" ", words))).isEmpty();
    assertThat(MachineCpuTimes.of("cpu " + String.join(" ", words.subList(0, 7)))).isEmpty();
    assertThat(MachineCpuTimes.of(text)).isEmpty();
    words.set(where, left ? text + "x" : "-" + text);
    assertThat(MachineCpuTimes.of("cpu " + String.join(" ", words))).isEmpty();
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
    assertThat(TrialNodes.ReceivedTraffic.of(new MetricsPage(page)))
        .isEqualTo(new TrialNodes.ReceivedTraffic(frames, bytes));
  }
}
