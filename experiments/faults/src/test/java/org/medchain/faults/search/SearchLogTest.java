package org.medchain.faults.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.schedule.SchedulePlan;

/** SCH-8: each search adds a line to the log. */
final class SearchLogTest {
  private static final String HOME = "medchain.home";

  private final String before = System.getProperty(HOME, "");

  @AfterEach
  void putBack() {
    if (before.isEmpty()) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  @Test
  void eachSearchIsOneLine(@TempDir Path home) throws IOException {
    System.setProperty(HOME, home.toString());
    ScheduleSearch search = ScheduleSearch.over(SchedulePlan::of, 1, 2, 1);
    SearchLog.append(SearchLog.folder(false), "all", 1, 2, search);
    SearchLog.append(SearchLog.folder(false), "all", 1, 2, search);
    assertThat(home.resolve("results/schedules")).doesNotExist();

    List<String> lines = Files.readAllLines(home.resolve("results/runs/schedules/all.csv"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("commit,first_seed,last_seed,passed,unknown,violations,first_violation,");
    assertThat(lines.get(1)).startsWith("unknown,1,2,").isEqualTo(lines.get(2));
    assertThat(lines.get(1).chars().filter(each -> each == ',').count())
        .isEqualTo(lines.get(0).chars().filter(each -> each == ',').count());

    SearchLog.append(SearchLog.folder(true), "all", 1, 2, search);
    assertThat(Files.readAllLines(home.resolve("results/schedules/all.csv")))
        .isEqualTo(lines.subList(0, 2));
  }
}
