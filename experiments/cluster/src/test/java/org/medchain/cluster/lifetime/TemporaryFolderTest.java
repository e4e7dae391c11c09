package org.medchain.cluster.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CLUSTER-13: a folder goes with what made it. */
@Tag("process")
class TemporaryFolderTest {
  @TempDir private Path parent;

  /** Makes a folder, and ends without another word. */
  static final class Maker {
    private Maker() {}

    public static void main(String[] args) throws Exception {
      TemporaryFolder made = TemporaryFolder.create(Path.of(args[0]), "work-");
      Files.createFile(made.path().resolve("file"));
      Runtime.getRuntime().halt(0);
    }
  }

  /** Is told to end, and makes its folder again when that has been removed. */
  static final class LateMaker {
    private LateMaker() {}

    public static void main(String[] args) throws Exception {
      TemporaryFolder made = TemporaryFolder.create(Path.of(args[0]), "work-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> makeAgain(made.path())));
      System.exit(3);
    }

    private static void makeAgain(Path folder) {
      try {
        Files.createFile(Files.createDirectories(folder).resolve("late"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void itGoesWhenItIsClosedAndStaysWhenItIsKept() throws Exception {
    Path kept;
    try (TemporaryFolder work = TemporaryFolder.create(parent, "work-")) {
      Files.createFile(work.path().resolve("file"));
      try (TemporaryFolder other = TemporaryFolder.create(parent, "work-")) {
        kept = other.path();
        other.keep();
      }
      assertThat(work.path()).exists();
    }
    assertThat(parent.toFile().list()).containsExactly(kept.getFileName().toString());
  }

  @Test
  void whatAPowerFailureLeftGoesWhenTheNextIsMade() throws Exception {
    long gone = endedProcess();
    Path left = Files.createDirectories(parent.resolve("work-" + gone + "-123").resolve("deep"));
    Path kept = Files.createDirectories(parent.resolve("work-" + gone + "-124"));
    Files.createFile(kept.resolve("kept"));
    Path other = Files.createDirectories(parent.resolve("other-" + gone + "-125"));
    Path foreign = Files.createDirectories(parent.resolve("work-mine"));
    Path alive =
        Files.createDirectories(parent.resolve("work-" + ProcessHandle.current().pid() + "-126"));
    TemporaryFolder.create(parent, "work-").close();
    assertThat(left.getParent()).doesNotExist();
    assertThat(List.of(kept, other, foreign, alive)).allMatch(Files::exists);
  }

  private static long endedProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.pid();
  }

  /** As after SIGKILL: no hook of the process runs. */
  @Test
  void itGoesAfterAHalt() throws Exception {
    assertThat(run(Maker.class)).isZero();
    awaitNothing();
  }

  /** What was interrupted may be making files while hooks remove them. */
  @Test
  void whatIsMadeAfterItsRemovalGoesToo() throws Exception {
    assertThat(run(LateMaker.class)).isEqualTo(3);
    awaitNothing();
  }

  private int run(Class<?> maker) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                maker.getName(),
                parent.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** The folder goes, and then what watched over it. */
  private void awaitNothing() throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while ((parent.toFile().list().length > 0 || isWatched()) && System.nanoTime() < endNs) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(parent).isEmptyDirectory();
    assertThat(isWatched()).isFalse();
  }

  private boolean isWatched() {
    return ProcessHandle.allProcesses()
        .flatMap(each -> each.info().commandLine().stream())
        .anyMatch(line -> line.contains(parent + "/work-"));
  }
}
