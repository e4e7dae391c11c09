package org.medchain.baseline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.run.BenchRun.BenchSubject;
import org.medchain.baseline.run.BenchTables.BenchPlace;
import org.medchain.baseline.run.StartedSystem.BenchOperation;
import org.medchain.checkout.Repository;

/** BASE-9: figures over rounds, ratios of figures that were measured side by side. */
class BenchTablesTest {
  @TempDir private Path folder;

  @Test
  void ratiosAreOfTheSameRoundAndHaveIntervals() throws Exception {
    BenchTables tables = new BenchTables();
    double[] speeds = {100, 200, 400};
    for (int round = 1; round <= 3; round++) {
      double base = speeds[round - 1];
      add(tables, round, "hospital", "wall", base);
      add(tables, round, "pbft", "wall", base / (round == 2 ? 12 : 10));
      add(tables, round, "pow", "virtual", base / 1000);
    }
    tables.write(folder);
    List<String> ratios = Files.readAllLines(folder.resolve("ratios.csv"));
    assertThat(ratios).hasSize(3);
    assertThat(ratios.getFirst())
        .isEqualTo("chain,baseline,operation,figure,time,ratio,low,high,rounds");
    String[] row = ratios.get(1).split(",", -1);
    assertThat(row).startsWith("pbft", "hospital", "put", "throughput_per_s", "wall");
    double ratio = Double.parseDouble(row[5]);
    assertThat(ratio).isCloseTo(Math.cbrt(1 / 1200.0), within(1e-9));
    assertThat(Double.parseDouble(row[6])).isLessThan(ratio).isPositive();
    assertThat(Double.parseDouble(row[7])).isGreaterThan(ratio).isLessThan(1);
    // What is simulated has a ratio too, which says so.
    String[] pow = ratios.get(2).split(",", -1);
    assertThat(pow).startsWith("pow", "hospital", "put", "throughput_per_s", "virtual");
    assertThat(Double.parseDouble(pow[5])).isCloseTo(0.001, within(1e-9));
    assertThat(Files.readAllLines(folder.resolve("bench.csv"))).hasSize(7);
    List<String> rounds = Files.readAllLines(folder.resolve("rounds.csv"));
    assertThat(rounds).hasSize(19).contains("2,pow,put,throughput_per_s,virtual,0.2");
    assertThat(rounds.subList(1, 7)).allMatch(each -> each.startsWith("1,"));
  }

  private static void add(
      BenchTables tables, int round, String system, String time, double throughput) {
    BenchPlace at = new BenchPlace(round, system, BenchOperation.PUT, time.equals("virtual"));
    tables.add(at, "throughput_per_s", throughput);
    tables.add(at, BenchTables.FAILED, 0);
  }

  @Test
  void eachRoundHasAnotherOrder() {
    List<BenchSubject> all = BenchSubject.of(List.of(SystemKind.values()));
    assertThat(all.stream().map(BenchSubject::name)).contains("replicated", "replicated-10ms");
    Set<BenchSubject> first = new HashSet<>();
    for (int round = 1; round <= all.size(); round++) {
      List<BenchSubject> order = BenchRun.order(all, round);
      assertThat(order).containsExactlyInAnyOrderElementsOf(all);
      first.add(order.getFirst());
    }
    assertThat(first).hasSize(all.size());
  }

  @Test
  void recordsAreTheDaysVisitsAlwaysTheSame() {
    Path sample = Repository.ROOT.resolve("datasets/synthea-sample");
    DayRecords records = DayRecords.of(sample, 20);
    Set<String> ids = new HashSet<>();
    for (int number = 0; number < 60; number++) {
      RecordEntry entry = records.entry(number);
      assertThat(entry).isEqualTo(DayRecords.of(sample, 20).entry(number));
      assertThat(entry.content().size()).isBetween(1, 4096);
      assertThat(records.content(number, 1)).isNotEqualTo(entry.content());
      assertThat(records.reader(number)).isNotEqualTo(entry.author());
      ids.add(entry.id());
    }
    assertThat(ids).hasSize(60);
    assertThat(records.entry(20).patient()).isEqualTo(records.entry(0).patient());
  }
}
