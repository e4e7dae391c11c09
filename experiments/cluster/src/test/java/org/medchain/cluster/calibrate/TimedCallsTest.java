package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.RejectionReason;

/** What is timed does the same as before, and the processor's time is that of the calls. */
class TimedCallsTest {
  /** Uses the processor for so long. */
  private static int work(double us) {
    double end = MeasurementRounds.cpuUs() + us;
    int turns = 0;
    while (MeasurementRounds.cpuUs() < end) {
      turns++;
    }
    return turns;
  }

  /** Four of ten calls count; all ten take a millisecond each, so a counted one 2.5. */
  @Test
  void callsAreTimedOverWhatIsCounted() {
    TimedCalls calls = new TimedCalls();
    assertThat(calls.usPerCounted(0)).isZero();
    double before = MeasurementRounds.cpuUs();
    for (int i = 0; i < 10; i++) {
      int number = i;
      assertThat(calls.time(i < 4 ? 1 : 0, () -> work(1_000) > 0 ? number : -1)).isEqualTo(i);
      assertThat(calls.lastUs()).isBetween(1_000.0, MeasurementRounds.cpuUs() - before);
    }
    double allUs = MeasurementRounds.cpuUs() - before;
    assertThat(calls.usPerCounted(0)).isBetween(2_500.0, allUs / 4);
    // What the clock itself costs is taken off each call, and not below nothing.
    assertThat(calls.usPerCounted(0) - calls.usPerCounted(100)).isBetween(249.9, 250.1);
    assertThat(calls.usPerCounted(1e9)).isZero();
  }

  /** Of two messages and a start, the messages count; outputs are the replica's own. */
  @Test
  void aReplicasStepsAreTimedOverItsMessages() {
    List<Input> heard = new ArrayList<>();
    ClockedRun run = new ClockedRun();
    Replica timed =
        run.clocked(
            input -> {
              heard.add(input);
              work(1_000);
              return List.of(new Output.Revert(heard.size()));
            });
    Input message =
        new Input.MessageRejected(
            1, new PublicKey(Hash.ZERO.toBytes()), 1, RejectionReason.INVALID, "not what it says");
    List<Input> given = List.of(new Input.Started(0), message, message);
    for (int i = 0; i < given.size(); i++) {
      assertThat(timed.step(given.get(i))).containsExactly(new Output.Revert(i + 1));
    }
    assertThat(heard).isEqualTo(given);
    assertThat(run.handleUs(0)).as("three milliseconds for two").isGreaterThan(1_500);
  }

  /** Waiting is no work: what other programs take of the time does not count. */
  @Test
  void processorTimeIsNotTheWallClocks() {
    MedianEstimate found =
        new MeasurementRounds(3)
            .measureUs(
                1,
                i -> {
                  try {
                    Thread.sleep(20);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  return i;
                });
    assertThat(found.median()).isLessThan(10_000);
    assertThat(TimedCalls.clockUs()).isPositive();
  }
}
