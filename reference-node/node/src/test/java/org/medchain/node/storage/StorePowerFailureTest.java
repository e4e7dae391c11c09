package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * STO-2, STO-3, STO-10, STO-12: the power is cut at every boundary between two operations on files,
 * and each time everything that was acknowledged is there.
 */
@Tag("process")
class StorePowerFailureTest {
  private static final int CUT_POINTS = 10_000;
  private static final int STEPS = 40;

  private int cutPoints;
  private int lives;

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    for (int seed = 1; cutPoints < CUT_POINTS; seed++) {
      history(seed);
    }
    assertThat(lives).isGreaterThan(100);
  }

  @Test
  @Tag("exhaustive")
  void nothingAcknowledgedIsLostInManyMoreLives() throws Exception {
    for (int seed = 100_000; cutPoints < 100 * CUT_POINTS; seed++) {
      history(seed);
    }
  }

  /** Some lives on one disk, each ended by a power cut, a kill or in order. */
  private void history(int seed) throws Exception {
    Random random = new Random(seed);
    StoreWorkload workload = new StoreWorkload(random);
    FaultyVolume volume = new FaultyVolume();
    try {
      for (int life = 0; life < 4; life++) {
        volume = live(workload, volume, random);
        lives++;
      }
    } catch (AssertionError | CorruptStoreException | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private FaultyVolume live(StoreWorkload workload, FaultyVolume volume, Random random)
      throws IOException, CorruptStoreException {
    int end = 10 + random.nextInt(150);
    int[] reached = new int[1];
    volume.onBoundary(
        () -> {
          cutPoints++;
          probe(workload, volume, random);
          if (++reached[0] > end) {
            throw new FaultyVolume.PowerCut();
          }
        });
    try {
      workload.live(volume);
      workload.run(STEPS);
      if (random.nextInt(4) == 0) {
        workload.close();
      }
    } catch (FaultyVolume.PowerCut e) {
      return random.nextInt(3) == 0 ? volume : volume.afterPowerCut(random);
    } catch (StorageFailureException e) {
      assertThat(e).hasCauseInstanceOf(FaultyVolume.PowerCut.class);
      return volume.afterPowerCut(random);
    }
    // A kill leaves what was not forced to the system, which may lose it yet.
    return random.nextBoolean() ? volume : volume.afterPowerCut(random);
  }

  private static void probe(StoreWorkload workload, FaultyVolume volume, Random random)
      throws IOException {
    FaultyVolume after = volume.afterPowerCut(random);
    try {
      workload.check(StoreWriter.open(after, StoreWorkload.OPTIONS, () -> 8, () -> 0));
    } catch (CorruptStoreException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
