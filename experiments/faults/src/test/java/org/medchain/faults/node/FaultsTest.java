package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the file, and what it makes of the clock. */
class FaultsTest {
  /** FN-2. */
  @Test
  void whatIsWrittenReadsBack() {
    Faults faults =
        Faults.NONE
            .with(FaultKey.SEED, -7)
            .with(FaultKey.DISK_FULL)
            .with(FaultKey.DISK_EIO, 0.5)
            .with(FaultKey.ADVERSARY, "silence,slowness")
            .with(FaultKey.LIE, "share,reply");
    assertThat(faults.text())
        .isEqualTo(
            "seed -7\ndisk-full\ndisk-eio 0.5\nadversary silence,slowness\nlie share,reply\n");
    assertThat(faults.lies()).containsExactly(LieKind.REPLY, LieKind.SHARE);
    assertThat(Faults.parse("# a remark\n\n" + faults.text())).isEqualTo(faults);
    assertThat(Faults.parse("")).isEqualTo(Faults.NONE);
  }

  /** FN-2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disk-eio 2 | disk-eio: '2'; allowed is '[01]",
        "disk-eio NaN | disk-eio: 'NaN'; allowed is '[01]",
        "disk-full yes | disk-full: 'yes'; allowed is ''",
        "memory-mib x | memory-mib: 'x'; allowed is '[0-9]{1,9}'",
        "clock-drift-ppm | clock-drift-ppm: ''; allowed is '-?[0-9]{1,18}'",
        "adversary | adversary: ''; allowed is '.+'",
        "lie page,no | lie: 'page,no'; allowed is '(reply"
      })
  void whatCannotBeIsRefused(String line, String message) {
    assertThatThrownBy(() -> Faults.parse(line)).hasMessageStartingWith(message);
  }

  /** FN-3: the clock jumps with its offset, and keeps what it gained by its rate. */
  @Test
  void aClockJumpsAndDrifts() {
    AtomicLong machineNs = new AtomicLong(1_000_000_000_000L);
    SkewedClock clock = new SkewedClock(machineNs::get);
    clock.set(Faults.NONE.with(FaultKey.CLOCK_DRIFT_PPM, 500_000));
    machineNs.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(clock.nowNs() - machineNs.get()).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    assertThat(clock.machineNs(TimeUnit.SECONDS.toNanos(3))).isEqualTo(2_000_000_000L);

    clock.set(Faults.NONE.with(FaultKey.CLOCK_OFFSET_MS, -1000));
    machineNs.addAndGet(TimeUnit.SECONDS.toNanos(10));
    assertThat(clock.nowNs() - machineNs.get()).isEqualTo(TimeUnit.SECONDS.toNanos(4));
    assertThat(clock.calendar().millis()).isEqualTo(1_024_000L);
  }
}
