package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.CorruptStoreException.StoreFault;

/**
 * STO-20, STO-21, STO-22: a damaged store is recovered without the loss of a forced record, or
 * refused with file and place; the start and {@code verify-store} give the same verdict.
 */
class DamagedStoreTest {
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @Test
  void noForcedRecordIsLostUnnoticed() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      damage(seed);
    }
    assertThat(outcomes.get("refused")).isGreaterThan(150);
    assertThat(outcomes.get("used")).isGreaterThan(30);
  }

  @Test
  @Tag("exhaustive")
  void noForcedRecordIsLostUnnoticedInTwoThousandDamages() throws Exception {
    for (int seed = 10_000; seed < 12_000; seed++) {
      damage(seed);
    }
    System.out.println("2,000 damages: " + outcomes);
  }

  private void damage(int seed) throws Exception {
    Random random = new Random(seed);
    StoredLife life = new StoredLife(random).live();
    SmallStore.Content undamaged = life.read(life.volume.copy());
    FaultyVolume volume = life.volume.copy();
    String done = "seed " + seed + ": " + new StoreDamages(volume, random).damage();
    StoreVerificationReport report = StoredSample.verify(volume.copy());
    String kind = done.replaceAll("seed [0-9]+: ([a-z]+) .*", "$1");
    try {
      SmallStore.Content found = life.read(volume);
      assertThat(life.lacksNothing(found, undamaged)).as(done).isTrue();
      assertThat(report.faults()).as(done + ", used").isEmpty();
      assertThat(StoredSample.verify(volume).faults()).as(done + ", after the start").isEmpty();
      count("used", kind);
    } catch (CorruptStoreException e) {
      assertThat(report.faults()).as(done + ", refused: " + e.getMessage()).isNotEmpty();
      for (StoreFault each : e.faults()) {
        assertThat(each.file()).as(done).matches("(log|blocks|snapshot)-.*|superblock");
        assertThat(each.at()).as(done).isNotNegative();
      }
      count("refused", kind);
    }
  }

  private void count(String verdict, String kind) {
    outcomes.merge(verdict, 1, Integer::sum);
    outcomes.merge(kind + " " + verdict, 1, Integer::sum);
  }
}
