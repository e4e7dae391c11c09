package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.metrics.StepOutcome;

/** PROC-26, PROC-27: what a load says at its end. */
class LoadReportTest {
  @TempDir private Path folder;

  private static final StepOutcome UPLOAD = StepOutcome.of("upload", 2, 0, new long[] {1000, 3000});

  private static DayCheck well(int count) {
    return new DayCheck(count, count, List.of(), Optional.empty(), false);
  }

  private static LoadReport report(LoadOutcome result) {
    return new LoadReport(result, new DiskGrowth(Map.of("store", 2000.0), 4, 4));
  }

  @Test
  void aWholeDaySaysSo() {
    LoadReport report = report(new LoadOutcome(List.of(UPLOAD), 2, List.of(), well(2), well(1)));
    assertThat(report.lines())
        .contains("nothing was lost")
        .anyMatch(each -> each.contains("2 of 2 records proved on the ledger, 1 of 1 files"));
  }

  /** The day's figures stay where nothing can be looked at after it. */
  @Test
  void whatCouldNotBeCheckedIsNamed() throws InterruptedException {
    DayCheck records =
        new DayCheck(2, 0, List.of(), Optional.of("2 of 2 records could not be checked"), true);
    LoadOutcome result =
        new LoadOutcome(
            List.of(UPLOAD), 2, List.of(), records, DayCheck.untried("file", List.of(1), "quiet"));
    assertThat(result.isComplete()).isFalse();
    assertThat(report(result).lines())
        .anyMatch(each -> each.startsWith("upload "))
        .anyMatch(each -> each.contains("0 of 2 records proved on the ledger, 0 of 1 files"))
        .contains(
            "2 of 2 records could not be checked",
            "1 of 1 files could not be checked after the day: quiet",
            "not as it must be");
  }

  @Test
  void manyFailuresAreCounted() {
    List<String> lost = IntStream.range(0, 13).mapToObj(each -> "upload " + each).toList();
    List<String> lines =
        report(new LoadOutcome(List.of(UPLOAD), 2, lost, well(2), well(0))).lines();
    assertThat(lines).filteredOn(each -> each.startsWith("lost: upload ")).hasSize(10);
    assertThat(lines).contains("lost: and 3 more");
  }

  @Test
  void withoutARecordThereIsNoFigureARecord() throws IOException {
    StepOutcome none = StepOutcome.of("upload", 2, 0, new long[0]);
    LoadReport report = report(new LoadOutcome(List.of(none), 2, List.of("x"), well(0), well(0)));
    assertThat(report.lines())
        .contains("bytes that a record added to a node's disk: -, as no record was uploaded")
        .anyMatch(each -> each.matches("upload +2 +0 +- +- +- +-"));
    report.write(folder);
    assertThat(Files.readAllLines(folder.resolve("steps.csv"))).contains("upload,2,0,,,,");
    assertThat(Files.readAllLines(folder.resolve("growth.csv"))).contains("store,2000,0,,");
  }

  @Test
  void nodesThatWereAwayAreSaid() {
    LoadOutcome result = new LoadOutcome(List.of(UPLOAD), 2, List.of(), well(2), well(1));
    assertThat(new LoadReport(result, new DiskGrowth(Map.of("store", 2000.0), 3, 4)).lines())
        .anyMatch(
            each ->
                each.startsWith("a record added 1000 bytes")
                    && each.endsWith(
                        "; of the 3 of 4 nodes that ran from before the day until after it"));
    assertThat(new LoadReport(result, new DiskGrowth(Map.of(), 0, 4)).lines())
        .contains(
            "bytes that a record added to a node's disk: -, as no node ran from before the day"
                + " until after it");
  }

  /** A step without an answer is later than all others: it is not left out. */
  @Test
  void aPercentileThatFallsOnALostStepIsNone() throws IOException {
    StepOutcome half = StepOutcome.of("attest", 4, 0, new long[] {1000, 3000});
    LoadReport report = report(new LoadOutcome(List.of(half), 2, List.of(), well(2), well(1)));
    assertThat(report.lines()).anyMatch(each -> each.matches("attest +4 +2 +3\\.0 +- +- +-"));
    assertThat(report(new LoadOutcome(List.of(UPLOAD), 2, List.of(), well(2), well(1))).lines())
        .anyMatch(each -> each.matches("upload +2 +2 +1\\.0 +3\\.0 +3\\.0 +3\\.0"));
    report.write(folder);
    assertThat(Files.readAllLines(folder.resolve("steps.csv")))
        .anyMatch(each -> each.matches("attest,4,2,3\\.\\d*,,,"));
  }
}
