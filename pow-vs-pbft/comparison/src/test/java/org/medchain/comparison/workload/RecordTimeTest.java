package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CMP-10: times as people's files have them. */
class RecordTimeTest {
  @ParameterizedTest
  @CsvSource({
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
    "1958-03-02T08:30:00+01:00, 1958-03-02T07:30:00Z",
    "1958, 1958-01-01T00:00:00Z",
    "1958-03, 1958-03-01T00:00:00Z",
    "1958-03-02, 1958-03-02T00:00:00Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2016-12-31T18:59:60.75-05:00, 2017-01-01T00:00:00.750Z",
    "2024-03-01T10:30:00.1Z, 2024-03-01T10:30:00.100Z",
    "2024-03-01T10:30:00.123456789012345Z, 2024-03-01T10:30:00.123Z",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999Z",
    "2024-03-01T10:30Z, 2024-03-01T10:30:00Z",
    "2024-03-01t10:30:00z, 2024-03-01T10:30:00Z",
    "2024-03-01T10:30:00-00:00, 2024-03-01T10:30:00Z",
    "' 2024-03-01 ', 2024-03-01T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "1500-02-28, 1500-02-28T00:00:00Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    "9999-12-31T23:59:60Z, +10000-01-01T00:00:00Z",
  })
  void timesOfAllForms(String text, String same) {
    assertThat(RecordTime.ms(text)).hasValue(Instant.parse(same).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0000-01-01",
        "24-03-01",
        "2024-13-01",
        "2015-02-30",
        "2023-02-29",
        "9999-99-99",
        "+1000000000-12-31T23:59:59Z",
        "292278994-08-17T07:12:55Z",
        "2024-03-01T25:00:00Z",
        "2024-03-01T24:00:00Z",
        "2024-03-01T10:60:00Z",
        "2024-03-01T10:30:61Z",
        "2024-03-01T10:30:00.Z",
        "2024-03-01T10:30:00",
        "2024-03-01T10:30:00+0100",
        "2024-03-01T10:30:00+19:00",
        "2024-03T10:30:00Z",
        "2024-03-01 10:30:00Z",
        "２０２４-03-01",
      })
  void textsThatAreNone(String text) {
    assertThat(RecordTime.ms(text)).isEmpty();
  }

  @Property(seed = "59", tries = 500)
  void theSameAsTheLibrarys(
      @ForAll @LongRange(min = -62_000_000_000_000L, max = 253_000_000_000_000L) long ms,
      @ForAll @IntRange(min = -840, max = 840) int offsetMinutes) {
    String text =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            Instant.ofEpochMilli(ms).atOffset(ZoneOffset.ofTotalSeconds(60 * offsetMinutes)));
    assertThat(RecordTime.ms(text)).hasValue(ms);
  }
}
