package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.measurements.SearchBenchmark.SearchTable;

/** VER-10: a small owner's searches find what a plain index does, and a table says what it took. */
class SearchBenchmarkTest {
  @Test
  void aSmallOwnerIsSearchedCompletely() {
    List<String> progress = new ArrayList<>();
    SearchTable table = new SearchBenchmark(200, List.of(1, 16), 2, 50, 1).run(progress::add);
    assertThat(table.complete()).isTrue();
    assertThat(progress).hasSize(2);
    int columns = SearchCost.HEAD.split(",", -1).length;
    assertThat(table.lines()).hasSize(5).allMatch(line -> line.split(",", -1).length == columns);
    assertThat(table.lines().get(1)).startsWith("none,200,1,3,");
    assertThat(table.lines().get(2)).startsWith("none,200,16,24,").endsWith(",true");
  }
}
