package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** PBFT-41: the growth of timeouts, its limit, and those that no network could bear. */
class ViewTimeoutsTest {
  private static final Class<IllegalArgumentException> REFUSED = IllegalArgumentException.class;

  /** OPERATING.md#long-outage. */
  @Property(seed = "64041", tries = 300)
  void eachFailedViewDoublesTheTimeoutUpToTheLongest(
      @ForAll @LongRange(min = 1, max = ViewTimeouts.MAX_NS) long first,
      @ForAll @IntRange(min = 0, max = 100) int failed) {
    ViewTimeouts timeouts = ViewTimeouts.of(first);
    long timeout = timeouts.afterFailed(failed);
    assertThat(timeout).isBetween(first, timeouts.longestNs());
    assertThat(timeouts.afterFailed(failed + 1))
        .isEqualTo(
            timeout == timeouts.longestNs()
                ? timeout
                : Math.min(2 * timeout, timeouts.longestNs()));
  }

  /** Values that overflowed: a base above 146 minutes, and above 36 after a restart. */
  @Example
  void aLongTimeoutDoesNotOverflow() {
    long hours = 3 * 3_600 * 1_000_000_000L;
    assertThat(ViewTimeouts.of(hours).afterFailed(20)).isEqualTo(64 * hours);
    assertThat(ViewTimeouts.of(ViewTimeouts.MAX_NS).afterFailed(100))
        .isEqualTo(ViewTimeouts.MAX_NS);
  }

  /** Quorum 1664: timeouts below the real delay give view changes without end. */
  @Example
  void aCapThatNoViewCanMeetIsRefused() {
    long second = 1_000_000_000L;
    assertThat(new ViewTimeouts(second, 10 * second, second).longestNs()).isEqualTo(10 * second);
    assertThatThrownBy(() -> new ViewTimeouts(second, 10 * second - 1, second))
        .hasMessageContaining("below 10 network delays");
    assertThatThrownBy(() -> new ViewTimeouts(second, second - 1, 0))
        .hasMessageContaining("not below it");
    assertThatThrownBy(() -> new ViewTimeouts(0, second, 0)).hasMessageContaining("1 ns or more");
    assertThatThrownBy(() -> new ViewTimeouts(second, ViewTimeouts.MAX_NS + 1, 0))
        .hasMessageContaining("30 days");
    assertThatThrownBy(() -> new ViewTimeouts(second, second, -1)).isInstanceOf(REFUSED);
  }

  @Example
  void whatConfigsSayIsRefusedByTheNamesOfTheirKeys() {
    assertThat(ViewTimeouts.longestMs(2_000)).isEqualTo(128_000);
    assertThat(ViewTimeouts.ofMs(2_000, 5_000, 500))
        .isEqualTo(new ViewTimeouts(2_000_000_000, 5_000_000_000L, 500_000_000));
    double days = 30.0 * 24 * 3_600_000;
    assertThat(ViewTimeouts.ofMs(2_000, 2_000, 0).longestNs()).isEqualTo(2_000_000_000L);
    assertThat(ViewTimeouts.ofMs(2_000, days, 0).longestNs()).isEqualTo(ViewTimeouts.MAX_NS);
    for (double longest : new double[] {1_999, days + 1}) {
      assertThatThrownBy(() -> ViewTimeouts.ofMs(2_000, longest, 0))
          .hasMessageContaining("longest_view_timeout_ms must lie between");
    }
    for (double delay : new double[] {501, -1}) {
      assertThatThrownBy(() -> ViewTimeouts.ofMs(2_000, 5_000, delay))
          .hasMessageContaining("network_delay_ms");
    }
  }
}
