package org.medchain.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.CommandRunner;
import org.medchain.cluster.load.LoadResult;

/** The soak of real processes (CLUSTER-8). */
class SoakTest {
  /** Half an hour at half load; {@code -Dsoak.minutes=3} makes a short one of it. */
  @Test
  @Tag("soak")
  void staysFlatAndLosesNothing(@TempDir Path temp) throws Exception {
    String minutes = System.getProperty("soak.minutes", "30");
    Optional<String> rate = Optional.ofNullable(System.getProperty("soak.rate"));
    Path out = Path.of(System.getProperty("soak.out", temp.resolve("out").toString()));

    List<String> words = new ArrayList<>(List.of("soak", "--minutes=" + minutes));
    rate.ifPresent(each -> words.add("--rate=" + each));
    words.add("--out=" + out);
    CommandRunner.cluster(words.toArray(String[]::new)).well();
    assertThat(Files.readAllLines(out.resolve("latency.csv")))
        .hasSize(Integer.parseInt(minutes) + 1);
  }

  @Test
  void whatGrowsIsNamed() {
    SoakTrend trend = new SoakTrend();
    for (int minute = 1; minute <= 9; minute++) {
      double mb = minute < 4 ? 100 : 200;
      trend.addUsage(
          "n0",
          new SoakSample(OptionalDouble.of(mb), OptionalDouble.of(300), OptionalDouble.of(50)));
      trend.addLatency(2 + minute / 10.0);
    }

    assertThat(trend.exceededBounds())
        .containsExactly("n0 heap after GC (MB) grew from 100.0 to 200.0");
    assertThat(trend.recoveries()).isEqualTo("no process was killed");
  }

  @Test
  void whatStaysWithinItsBoundIsFlat() {
    SoakTrend trend = new SoakTrend();
    for (int minute = 1; minute <= 30; minute++) {
      trend.addUsage(
          "n0",
          new SoakSample(
              OptionalDouble.of(100 + minute % 5), OptionalDouble.empty(), OptionalDouble.of(50)));
      trend.addLatency(minute % 3);
    }
    trend.addUnavailability(2100);
    trend.addUnavailability(1900);
    trend.addUnavailability(2500);

    assertThat(trend.exceededBounds()).isEmpty();
    assertThat(trend.recoveries())
        .isEqualTo(
            "3 primaries killed; unavailable for 1900 ms at least, 2100 in the middle, 2500 at"
                + " most");
  }

  /** CLUSTER-8: a request without an answer is later than all. */
  @Test
  void aPercentileAmongUnansweredRequestsIsEmpty() {
    Histogram latencyUs = new Histogram(3);
    latencyUs.recordValueWithCount(1000, 97);
    assertThat(Soak.row(7, LoadResult.of(97, 97, 0, 0, latencyUs)))
        .isEqualTo("7,97,97,1.0,1.0,1.0,1.0");
    assertThat(Soak.row(7, LoadResult.of(97, 98, 0, 0, latencyUs))).isEqualTo("7,98,97,1.0,1.0,,");
    assertThat(Soak.row(7, LoadResult.of(97, 118, 0, 0, latencyUs))).isEqualTo("7,118,97,1.0,,,");
  }

  @Test
  void anOutageThatDoesNotEndIsNotLeftOut() {
    SoakTrend trend = new SoakTrend();
    trend.addUnavailability(2000);
    trend.addUnavailability(Double.POSITIVE_INFINITY);
    assertThat(trend.recoveries()).endsWith("at least, Infinity in the middle, Infinity at most");
  }
}
