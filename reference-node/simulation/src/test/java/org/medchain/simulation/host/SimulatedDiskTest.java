package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.simulation.model.DiskModel;

/** SIM-7: the cost of a force of the simulated disk, and the entries in it. */
class SimulatedDiskTest {
  /** SIM-7: one force at a time takes all that waited for it. */
  @Test
  void theDiskCommitsInGroups() {
    SimulatedDisk disk = new SimulatedDisk(new DiskModel(0.1));
    assertThat(disk.persist(1_000, 0)).isEqualTo(1_100);
    assertThat(disk.persist(1_000, 0)).as("running since just now").isEqualTo(1_200);
    assertThat(disk.persist(1_050, 0)).as("goes with the next").isEqualTo(1_200);
    assertThat(disk.persist(1_099, 0)).isEqualTo(1_200);
    assertThat(disk.persist(1_100, 0)).as("the next has just begun").isEqualTo(1_300);
    assertThat(disk.persist(5_000, 0)).isEqualTo(5_100);
  }

  @Property(tries = 200, seed = "5")
  void aForceTakesOneToTwoTimesItsLength(
      @ForAll List<@IntRange(max = 300) Integer> gaps, @ForAll @IntRange(max = 1) int forceUs) {
    SimulatedDisk disk = new SimulatedDisk(new DiskModel(forceUs / 10.0));
    long forceNs = forceUs * 100L;
    long nowNs = 0;
    long lastNs = 0;
    for (int gap : gaps) {
      nowNs += gap;
      long durableNs = disk.persist(nowNs, 0);
      assertThat(durableNs).isBetween(nowNs + forceNs, nowNs + 2 * forceNs);
      assertThat(durableNs).isGreaterThanOrEqualTo(lastNs);
      lastNs = durableNs;
    }
  }

  /** SIM-37: a longer force holds up what comes after it, not what it took along before. */
  @Test
  void aSnapshotMakesItsForceLonger() {
    SimulatedDisk disk = new SimulatedDisk(new DiskModel(0.1));
    assertThat(disk.persist(1_000, 0)).isEqualTo(1_100);
    assertThat(disk.persist(1_010, 0)).isEqualTo(1_200);
    assertThat(disk.persist(1_020, 50)).as("longer by what it says").isEqualTo(1_250);
    assertThat(disk.persist(1_030, 0)).as("in the same force").isEqualTo(1_250);
    assertThat(disk.persist(1_249, 0)).as("still running").isEqualTo(1_350);
    assertThat(disk.persist(2_000, 50)).isEqualTo(2_150);
    assertThat(disk.persist(2_149, 0)).isEqualTo(2_250);
  }
}
