package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.hostile.HostileFrameCosts.FrameCost;

/**
 * What a hostile frame costs a node: measured in time, judged in signature checks (THR-5). The
 * exhaustive form writes {@code target/hostile-frames.csv}.
 */
@Tag("process")
class HostileCostTest {
  @TempDir private Path folder;

  @Test
  void aFewFramesOfAKindAreMeasured() throws Exception {
    List<FrameCost> costs =
        HostileFrameCosts.measure(folder, 20, List.of(HostileKind.STATUS, HostileKind.PREPARE));
    assertThat(costs).hasSize(2 * 3);
    for (FrameCost each : costs) {
      assertThat(each.frames()).as(each.csv()).isPositive();
      // A check of each frame would be one or more; a busy machine adds the members' own.
      if (!each.role().equals(HostileRole.MEMBER.word())) {
        assertThat(each.checks()).as("signatures of no member: %s", each.csv()).isLessThan(1);
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void thousandsOfFramesOfEveryKind() throws Exception {
    List<FrameCost> costs =
        HostileFrameCosts.measure(
            folder, Integer.getInteger("hostile.frames", 2000), List.of(HostileKind.values()));
    Files.writeString(
        Path.of("target", "hostile-frames.csv"),
        FrameCost.HEAD + costs.stream().map(FrameCost::csv).collect(Collectors.joining()));
    Set<String> kinds = costs.stream().map(FrameCost::kind).collect(Collectors.toSet());
    assertThat(kinds).hasSameSizeAs(HostileKind.values());
  }
}
