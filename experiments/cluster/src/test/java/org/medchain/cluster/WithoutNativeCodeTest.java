package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.cluster.local.ShortLivedJvms;

/**
 * A cluster's short life within one JVM (CLUSTER-9) on a platform for which no library has native
 * code (NODE-13). It takes the umask as it is: nodes that are started by hand do so too (OPS-22).
 */
@Tag("process")
class WithoutNativeCodeTest {
  private static final Pattern ONLY_NATIVE =
      Pattern.compile(".*(tcnative-boringssl|native-epoll|native-kqueue|CorrettoCrypto).*");
  private static final Pattern LIBRARY = Pattern.compile(".*\\.(so|jnilib|dylib|dll)");

  @TempDir private Path folder;

  @Test
  void aClusterWorksAndEachNodeLogsOnceWhatIsSlower() throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(said).content().contains("n0 ", "n3 ", "center ", " ready ");
    // All of them are in one process, and that has one log.
    assertThat(Files.readAllLines(said))
        .filteredOn(line -> line.contains("slower without native code"))
        .hasSize(4)
        .allMatch(
            line ->
                line.contains(
                    "TLS, connections (epoll), signatures,"
                        + " the index (in memory, made again at each start)"));
    try (Stream<Path> files = Files.walk(folder.resolve("cluster"))) {
      assertThat(files.map(Path::toString)).noneMatch(LIBRARY.asMatchPredicate());
    }
    NodeRecords.nothingIsOpenToOthers(folder.resolve("cluster"));
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ShortLivedJvms.OPTIONS);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + FolderOperations.temporaryFolder(folder),
            "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
            "-cp",
            classPath(),
            TrainingRun.class.getName(),
            folder.resolve("cluster").toString()));
    return command;
  }

  /** This JVM's, without native code: RocksDB's is in the jar of its classes. */
  private String classPath() throws IOException {
    List<String> left = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Path.of(each).getFileName().toString().startsWith("rocksdbjni")) {
        left.add(withoutLibraries(Path.of(each)).toString());
      } else if (!ONLY_NATIVE.matcher(each).matches()) {
        left.add(each);
      }
    }
    return left.stream().collect(Collectors.joining(File.pathSeparator));
  }

  private Path withoutLibraries(Path jar) throws IOException {
    Path copy = folder.resolve("rocksdb.jar");
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (ZipEntry each : Collections.list(from.entries())) {
        if (!LIBRARY.matcher(each.getName()).matches()) {
          to.putNextEntry(new ZipEntry(each.getName()));
          from.getInputStream(each).transferTo(to);
        }
      }
    }
    return copy;
  }
}
