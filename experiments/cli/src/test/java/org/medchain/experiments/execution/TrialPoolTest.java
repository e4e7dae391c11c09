package org.medchain.experiments.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.FakeTrials;
import org.medchain.experiments.running.WorkProgress;

/** Many trials at once, and how far they are (EXP-6). */
class TrialPoolTest {
  private static final List<TrialCell> TRIALS =
      TrialGrid.of(
          ExperimentConfig.of("x", List.of(ProtocolKind.PBFT, ProtocolKind.POW), List.of(4, 7)));

  /** Remembers what it was told. */
  private static class RecordingTrialListener implements TrialListener {
    final List<Integer> finished = new ArrayList<>();
    final List<String> failed = new ArrayList<>();

    @Override
    public void finished(TrialCell trial, TrialResult result, double costS) throws Exception {
      finished.add(trial.number());
    }

    @Override
    public void failed(TrialCell trial, Throwable failure) throws Exception {
      failed.add(trial.number() + " " + failure.getMessage());
    }
  }

  @Test
  @Timeout(60)
  void everyTrialIsRunOnceAndThreeAtATime() throws Exception {
    RecordingTrialListener listener = new RecordingTrialListener();
    Phaser three = new Phaser(3);
    TrialPool pool =
        new TrialPool(
            (trial, hook) -> {
              three.arriveAndAwaitAdvance();
              return FakeTrials.run(trial, hook);
            },
            3);
    pool.run(TRIALS, listener);
    assertThat(listener.finished).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void trialThatFailsDoesNotStopTheOthers() throws Exception {
    RecordingTrialListener listener = new RecordingTrialListener();
    TrialPool pool =
        new TrialPool(
            (trial, hook) -> {
              if (trial.number() == 2) {
                throw new IllegalStateException("two");
              }
              if (trial.number() == 3) {
                throw new StackOverflowError("three");
              }
              if (trial.number() == 4) {
                throw new NoClassDefFoundError("four");
              }
              return FakeTrials.run(trial, hook);
            },
            2);
    pool.run(TRIALS, listener);
    assertThat(listener.finished).hasSize(9);
    assertThat(listener.failed).containsExactlyInAnyOrder("2 two", "3 three", "4 four");
  }

  @Test
  void cancelledTrialsAreNoFailures() throws Exception {
    RecordingTrialListener listener = new RecordingTrialListener();
    List<TrialPool> self = new ArrayList<>();
    TrialPool pool =
        new TrialPool(
            (trial, hook) -> {
              if (trial.number() == 5) {
                self.getFirst().cancel();
              }
              if (hook.isCancelled()) {
                throw new TrialCancelled(trial);
              }
              return FakeTrials.run(trial, hook);
            },
            1);
    self.add(pool);
    pool.run(TRIALS, listener);
    assertThat(listener.finished).containsExactly(1, 2, 3, 4);
    assertThat(listener.failed).isEmpty();
  }

  @Test
  void listenerThatCannotKeepResultsStopsThePool() {
    TrialListener full =
        new RecordingTrialListener() {
          @Override
          public void finished(TrialCell trial, TrialResult result, double costS)
              throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public void failed(TrialCell trial, Throwable failure) throws Exception {
            throw (Exception) failure;
          }
        };
    assertThatThrownBy(() -> new TrialPool(FakeTrials::run, 2).run(TRIALS, full))
        .hasMessage("disk full");
  }

  @Test
  void numbersAsPeopleReadThem() {
    assertThat(ReadableNumbers.count(1_980_000)).isEqualTo("1.98 M");
    assertThat(ReadableNumbers.count(999)).isEqualTo("999");
    assertThat(ReadableNumbers.count(999_900)).isEqualTo("1 M");
    assertThat(ReadableNumbers.significant(0.000123456)).isEqualTo("0.000123");
    assertThat(ReadableNumbers.significant(1234.4)).isEqualTo("1234");
    assertThat(ReadableNumbers.significant(100)).isEqualTo("100");
    assertThat(ReadableNumbers.significant(0)).isEqualTo("0");
    assertThat(ReadableNumbers.significant(1e-9)).isEqualTo("1.00e-09");
    assertThat(ReadableNumbers.duration(59.4)).isEqualTo("59 s");
    assertThat(ReadableNumbers.duration(80)).isEqualTo("1 min 20 s");
    assertThat(ReadableNumbers.duration(7500)).isEqualTo("2 h 5 min");
  }

  @Property(tries = 300, seed = "620")
  void threeDigitsAreNearTheNumber(@ForAll @DoubleRange(min = 0, max = 1e12) double number) {
    double read = Double.parseDouble(ReadableNumbers.significant(number));
    assertThat(Math.abs(read - number)).isLessThanOrEqualTo(0.0051 * number);
  }

  @Test
  void barIsDrawnOnOneLineAndEndsWithANewOne() {
    String drawn = draw(true);
    assertThat(drawn).contains("\r", "6 of 12 trials", "3 k messages").endsWith("\n");
    // One line that stays, and the one that the bar is on.
    assertThat(drawn.chars().filter(c -> c == '\n')).hasSize(2);
  }

  @Test
  void logFileHoldsNoBar() {
    assertThat(draw(false)).isEqualTo("a line\n");
  }

  private static String draw(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    WorkProgress progress =
        new WorkProgress(new PrintWriter(out, false, StandardCharsets.UTF_8), terminal);
    progress.printLine("a line");
    progress.forecast(0.5, "6 of 12 trials", ", 3 k messages delivered");
    progress.close();
    progress.close();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
