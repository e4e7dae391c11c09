package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.VolumeFile;

/** FN-4: each fault of the disk, at the file. */
class UnreliableVolumeTest {
  private static final int SIZE = 1000;

  @TempDir private Path folder;
  private Faults faults = Faults.NONE;
  private UnreliableVolume volume;
  private VolumeFile file;

  @BeforeEach
  void open() throws IOException {
    volume =
        new UnreliableVolume(FolderVolume.open(folder), () -> faults, new Random(1), new Random(1));
    file = volume.create("a");
    file.append(ByteBuffer.wrap(bytes((byte) 1, SIZE)));
  }

  private static byte[] bytes(byte value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  @Test
  void aFullDiskTakesNothingAndStillForces() throws IOException {
    faults = faults.with(FaultKey.DISK_FULL);
    assertThatThrownBy(() -> file.append(ByteBuffer.allocate(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThatThrownBy(() -> volume.create("b")).hasMessage("No space left on device");
    file.force();
    faults = Faults.NONE;
    file.append(ByteBuffer.allocate(1));
    assertThat(file.size()).isEqualTo(SIZE + 1);
  }

  @Test
  void errorsComeAsOftenAsWanted() {
    faults = faults.with(FaultKey.DISK_EIO, 0.25);
    int errors = 0;
    for (int i = 0; i < 1000; i++) {
      try {
        volume.syncDirectory();
      } catch (IOException e) {
        assertThat(e).hasMessage("Input/output error");
        errors++;
      }
    }
    assertThat(errors).isBetween(200, 300);
  }

  /** The next force succeeds and keeps what came after, not what the failed one was to keep. */
  @Test
  void aForceThatFailsLosesWhatItWasToKeep() throws IOException {
    file.force();
    file.append(ByteBuffer.wrap(bytes((byte) 2, 10)));
    faults = faults.with(FaultKey.DISK_EIO, 1);
    assertThatThrownBy(() -> file.force()).hasMessage("Input/output error");
    faults = Faults.NONE;
    file.append(ByteBuffer.wrap(bytes((byte) 3, 10)));
    file.force();

    byte[] all = Files.readAllBytes(folder.resolve("a"));
    assertThat(Arrays.copyOf(all, SIZE)).containsOnly(1);
    assertThat(Arrays.copyOfRange(all, SIZE, SIZE + 10)).containsOnly(0);
    assertThat(Arrays.copyOfRange(all, SIZE + 10, all.length)).isEqualTo(bytes((byte) 3, 10));
  }

  @Test
  void oneBitOfWhatIsReadIsAnother() throws IOException {
    faults = faults.with(FaultKey.DISK_FLIP, 1);
    ByteBuffer read = ByteBuffer.allocate(SIZE);
    assertThat(file.read(0, read)).isEqualTo(SIZE);
    int bits = 0;
    for (byte each : read.array()) {
      bits += Integer.bitCount(each ^ 1);
    }
    assertThat(bits).isEqualTo(1);
    assertThat(Files.readAllBytes(folder.resolve("a"))).isEqualTo(bytes((byte) 1, SIZE));
  }

  @Test
  void aMisdirectedWriteLiesOverAnEarlierOneAndLeavesAHole() throws IOException {
    faults = faults.with(FaultKey.DISK_MISDIRECT, 1);
    file.append(ByteBuffer.wrap(bytes((byte) 2, 10)));
    assertThat(file.size()).isEqualTo(SIZE + 10);
    byte[] all = Files.readAllBytes(folder.resolve("a"));
    assertThat(Arrays.copyOfRange(all, SIZE, SIZE + 10)).containsOnly(0);
    assertThat(Arrays.copyOf(all, SIZE)).containsOnly(1, 2);
  }
}
