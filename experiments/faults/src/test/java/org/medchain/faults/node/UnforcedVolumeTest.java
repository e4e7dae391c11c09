package org.medchain.faults.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.VolumeFile;

/**
 * FN-5: what a kill leaves is what lies in the real folder; the process reads all that it wrote.
 */
class UnforcedVolumeTest {
  @TempDir private Path folder;
  private Faults faults = Faults.NONE.with(FaultKey.DISK_LOSE_UNFORCED);
  private UnreliableVolume volume;

  @BeforeEach
  void open() throws IOException {
    volume =
        new UnreliableVolume(FolderVolume.open(folder), () -> faults, new Random(1), new Random(1));
  }

  private static void append(VolumeFile file, String text) throws IOException {
    file.append(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }

  private static String read(VolumeFile file) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(100);
    int count = file.read(0, into);
    assertThat(file.size()).isEqualTo(count);
    return new String(into.array(), 0, count, US_ASCII);
  }

  private String left(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void onlyWhatWasForcedIsLeft() throws IOException {
    VolumeFile file = volume.create("a");
    append(file, "one");
    file.force();
    assertThat(folder.resolve("a")).as("a file that the folder was not forced for").doesNotExist();
    volume.syncDirectory();
    append(file, "two");

    assertThat(left("a")).isEqualTo("one");
    assertThat(read(file)).isEqualTo("onetwo");
    file.force();
    assertThat(left("a")).isEqualTo("onetwo");
    file.truncate(2);
    append(file, "!");
    assertThat(left("a")).isEqualTo("onetwo");
    assertThat(read(file)).isEqualTo("on!");
    file.force();
    assertThat(left("a")).isEqualTo("on!");
  }

  @Test
  void namesAreLeftAsTheFolderWasForced() throws IOException {
    try (VolumeFile file = volume.create("part")) {
      append(file, "x");
      file.force();
    }
    volume.syncDirectory();
    volume.rename("part", "whole");
    for (int time = 0; time < 2; time++) {
      try (VolumeFile file = volume.open("whole")) {
        assertThat(read(file)).isEqualTo("x");
      }
    }
    assertThat(volume.list()).containsExactly("whole");
    assertThat(left("part")).isEqualTo("x");
    volume.syncDirectory();
    assertThat(folder.resolve("part")).doesNotExist();
    volume.delete("whole");
    assertThat(volume.list()).isEmpty();
    assertThat(left("whole")).isEqualTo("x");
    volume.syncDirectory();
    assertThat(folder.resolve("whole")).doesNotExist();
  }

  @Test
  void ofTheLastWriteAPrefixIsLeft() throws IOException {
    faults = Faults.NONE.with(FaultKey.DISK_TORN);
    VolumeFile file = volume.create("a");
    append(file, "first");
    assertThat("first").startsWith(left("a")).isNotEqualTo(left("a"));
    append(file, "second");
    assertThat(left("a")).startsWith("first");
    assertThat("firstsecond").startsWith(left("a")).isNotEqualTo(left("a"));
    assertThat(read(file)).isEqualTo("firstsecond");
    file.force();
    assertThat(left("a")).isEqualTo("firstsecond");
  }

  /** What the faults say changes while the process runs, and an orderly end loses nothing. */
  @Test
  void whatIsHeldIsWrittenOnceNothingIsToBeLost() throws IOException {
    VolumeFile file = volume.create("a");
    append(file, "one");
    faults = Faults.NONE;
    volume.settle();
    assertThat(left("a")).isEqualTo("one");
    append(file, "two");
    assertThat(left("a")).isEqualTo("onetwo");
    faults = Faults.NONE.with(FaultKey.DISK_LOSE_UNFORCED);
    append(file, "three");
    VolumeFile other = volume.create("b");
    append(other, "x");
    assertThat(left("a")).isEqualTo("onetwo");
    volume.close();
    assertThat(List.of(left("a"), left("b"))).containsExactly("onetwothree", "x");
  }
}
