package org.medchain.faults.hostile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** THR-7 on processes: the whole benchmark, as short as it can be. Its figures are not judged. */
class HostileBenchTest {
  @TempDir private Path folder;

  @Test
  @Tag("exhaustive")
  void aTableWithAndWithoutThem() throws Exception {
    List<Neighbours> rows = List.of(Neighbours.all().getFirst(), Neighbours.all().getLast());
    Duration second = Duration.ofSeconds(1);
    HostileFigures figures =
        new HostileBench(folder, rows, 1, second, second.multipliedBy(2), what -> {}).run();
    List<String> lines = figures.csv().lines().toList();
    assertThat(lines).hasSize(3);
    int sent = List.of(lines.getFirst().split(",", -1)).indexOf("sent");
    assertThat(lines.get(1).split(",", -1)[sent]).isEqualTo("0");
    assertThat(Long.parseLong(lines.get(2).split(",", -1)[sent])).isPositive();
  }
}
