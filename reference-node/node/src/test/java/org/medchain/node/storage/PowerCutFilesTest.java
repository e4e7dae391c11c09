package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PersistentSequence;
import org.medchain.node.durable.Volume;

/**
 * STO-30, STO-31, CLUSTER-4: files that are replaced, numbers that are set aside and records that
 * are appended, with the power cut at any operation and any part of the unforced bytes lost.
 */
class PowerCutFilesTest {
  private static final Hash OWNER = Hash.of(Bytes.utf8("of a test"));

  /** The acts of a life in its folder until the power is cut. */
  private interface Life {
    void run(Volume volume) throws IOException;
  }

  /** A life, and the rest of its folder. */
  private static FaultyVolume after(FaultyVolume volume, Random random, Life life)
      throws IOException {
    int[] left = {random.nextInt(30)};
    volume.onBoundary(
        () -> {
          if (left[0]-- <= 0) {
            throw new FaultyVolume.PowerCut();
          }
        });
    try {
      life.run(volume);
    } catch (FaultyVolume.PowerCut e) {
      assertThat(left[0]).isNegative();
    }
    return volume.afterPowerCut(random);
  }

  @Property(tries = 300)
  void aFileIsTheOldOneOrTheNewOne(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    FaultyVolume volume = new FaultyVolume();
    int[] written = {0, 0}; // begun, returned
    for (int life = 0; life < 5; life++) {
      volume =
          after(
              volume,
              random,
              own -> {
                for (int i = 0; i < 8; i++) {
                  byte[] content = new byte[200];
                  content[0] = (byte) ++written[0];
                  DurableFile.write(own, "name", file -> file.append(ByteBuffer.wrap(content)));
                  written[1] = written[0];
                }
              });
      byte[] found =
          volume.list().contains("name") ? volume.bytes("name") : new byte[written[1] == 0 ? 1 : 0];
      assertThat((int) found[0]).isBetween(written[1], written[0]);
      written[0] = found[0];
      written[1] = found[0];
    }
  }

  @Property(tries = 300)
  void noNumberIsGivenTwice(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    FaultyVolume volume = new FaultyVolume();
    long[] last = {0};
    long[] ledger = {0};
    for (int life = 0; life < 6; life++) {
      volume =
          after(
              volume,
              random,
              own -> {
                PersistentSequence numbers = new PersistentSequence(own, "requests");
                if (random.nextInt(8) == 0) { // the file was an old copy
                  ledger[0] = last[0] + random.nextInt(40);
                }
                numbers.continueAbove(ledger[0]);
                last[0] = Math.max(last[0], ledger[0]);
                for (int i = random.nextInt(60); i >= 0; i--) {
                  long next = numbers.next();
                  assertThat(next).isGreaterThan(last[0]);
                  last[0] = next;
                }
              });
    }
  }

  @Test
  void aFileThatHoldsNoNumberIsNamed() throws IOException {
    FaultyVolume volume = new FaultyVolume();
    DurableFile.write(
        volume, "requests", file -> file.append(ByteBuffer.wrap(Bytes.utf8("many\n").toArray())));

    assertThatThrownBy(() -> new PersistentSequence(volume, "requests"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("requests holds no number");
  }

  @Property(tries = 600)
  void recordsThatWereForcedAreThere(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    FaultyVolume volume = new FaultyVolume();
    List<Bytes> appended = new ArrayList<>();
    int[] forced = {0};
    for (int life = 0; life < 6; life++) {
      volume =
          after(
              volume,
              random,
              own -> {
                List<Bytes> found = new ArrayList<>();
                RecordLog log = RecordLog.open(own, "records", OWNER, found::add);
                assertThat(found.size()).isBetween(forced[0], appended.size());
                assertThat(found).isEqualTo(appended.subList(0, found.size()));
                appended.subList(found.size(), appended.size()).clear();
                forced[0] = found.size(); // Opening forced them.
                while (random.nextInt(12) > 0) {
                  byte[] content = new byte[random.nextInt(400)];
                  random.nextBytes(content);
                  appended.add(Bytes.of(content));
                  log.append(Bytes.of(content));
                  if (random.nextBoolean()) {
                    log.force();
                    forced[0] = appended.size();
                  }
                }
              });
    }
  }

  /** Damage to forced records is told from an end that was not forced. */
  @Property(tries = 200)
  void damageIsRefused(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    FaultyVolume volume = new FaultyVolume();
    RecordLog log = RecordLog.open(volume, "records", OWNER, record -> {});
    for (int i = 0; i < 3; i++) {
      log.append(Bytes.of(new byte[50 + random.nextInt(100)]));
      log.force();
    }
    log.close();
    int mark = LogRecordHeader.SIZE; // The last one has nothing that is not known without it.
    int at = SegmentHeader.SIZE + random.nextInt((int) log.size() - SegmentHeader.SIZE - mark);
    volume.flip("records", at, 1 << random.nextInt(8));
    assertThatExceptionOfType(RecordLog.DamagedLogException.class)
        .isThrownBy(() -> RecordLog.open(volume, "records", OWNER, record -> {}))
        .withMessageContaining("records is damaged at byte");
    assertThatThrownBy(() -> RecordLog.open(volume, "records", Hash.ZERO, record -> {}))
        .hasMessageContaining("another kind, owner or format");
  }

  /** A record that a full disk does not take is not there later, and the next one is. */
  @Test
  void aFailedWriteIsTakenBack() throws IOException {
    FaultyVolume volume = new FaultyVolume();
    RecordLog log = RecordLog.open(volume, "records", OWNER, record -> {});
    int[] operation = {0};
    for (int failing = 0; failing < 4; failing++) {
      int one = failing;
      operation[0] = 0;
      volume.onBoundary(
          () -> {
            if (operation[0]++ == one) {
              throw new IOException("full");
            }
          });
      boolean taken = true;
      try {
        log.append(Bytes.utf8("at " + failing));
        log.force();
      } catch (IOException e) {
        taken = false;
      }
      assertThat(taken).isEqualTo(failing == 3); // only its mark failed
    }
    volume.onBoundary(() -> {});
    log.append(Bytes.utf8("after"));
    log.force();
    log.close();
    List<Bytes> found = new ArrayList<>();
    RecordLog.open(volume, "records", OWNER, found::add).close();
    assertThat(found).containsExactly(Bytes.utf8("at 3"), Bytes.utf8("after"));
  }
}
