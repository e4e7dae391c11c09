package org.medchain.baseline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;

@Tag("process")
class ReplicatedSystemTest {
  private static final double ROUND_TRIP_MS = 20;

  @Test
  @DisplayName("BASE-2: what was acknowledged is on the standby after each failover")
  void failsOverAndBack(@TempDir Path folder) throws IOException, InterruptedException {
    PostgresTemplate template = TestDatabases.template(folder);
    try (ReplicatedSystem system =
        ReplicatedSystem.start(template, folder.resolve("both"), ROUND_TRIP_MS)) {
      RecordEntry first = TestDatabases.record(1);
      system.put(first);
      long startNs = System.nanoTime();
      system.put(TestDatabases.record(2));
      assertThat((System.nanoTime() - startNs) / 1e6).isGreaterThan(ROUND_TRIP_MS);
      system.failOver();
      assertThat(system.read(first.id(), first.author())).contains(first.content());
      system.rebuild();
      assertThat(system.scene(List.of(first), line -> {}).check("operator"))
          .isEqualTo(Notice.NOBODY);
      RecordEntry second = TestDatabases.record(3);
      system.put(second);
      system.failOver();
      assertThat(system.read(second.id(), second.patient())).contains(second.content());
      assertThat(system.history(first.id())).hasSize(1);
    }
  }
}
