package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NODE-24: three correct nodes in one process with a small heap, and a peer of each role that fills
 * the collections of the memory table. The nodes commit after each flood, and their memory stays
 * under the sum of the bounds; a full heap would end the process (NODE-18).
 */
@Tag("process")
class MemoryFloodTest {
  private static final String HEAP = "-Xmx96m";

  /** Of one flood in the long form: more bytes than the heap has. */
  private static final int LONG = 20;

  @TempDir private Path folder;

  @Test
  void floodsOfAllKindsFillNoSmallHeap() throws Exception {
    play(1);
  }

  @Test
  @Tag("exhaustive")
  void floodsLargerThanTheHeapFillItNot() throws Exception {
    play(LONG);
  }

  private void play(int times) throws Exception {
    Path left = folder.resolve("left.csv");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                MemoryFloodRun.class.getName(),
                Files.createDirectory(folder.resolve("chain")).toString(),
                Integer.toString(times),
                left.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    List<String> lines = Files.readAllLines(left);
    System.out.println("bytes that floods left: " + lines);
    assertThat(lines).hasSameSizeAs(Arrays.asList(MemoryFlood.values()));
    for (String line : lines) {
      long bytes = Long.parseLong(line.substring(line.indexOf(',') + 1));
      assertThat(bytes).as(line).isLessThan(MemoryFloodRun.bound());
    }
  }
}
