package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/**
 * The first figure must not wait for downloads, so the class path of the quickstart stays small. It
 * is the one that the build writes for the launcher: run-time scope, without this module's own jar.
 */
class QuickstartClassPathTest {
  private static final int JARS_BELOW = 40;
  private static final long BYTES_BELOW = 40_000_000;

  /** Libraries that belong to other modules: server, storage, engine, browser driver, FHIR. */
  private static final Pattern HEAVY =
      Pattern.compile(
          "netty|spring|tomcat|rocksdb|spark|hadoop|scala|playwright|selenium|chrome|hapi|fhir|synthea");

  private static List<Path> classPath;

  @BeforeAll
  static void readClassPath() throws IOException {
    Path listing = Repository.file("experiments/cli/target/classpath.txt");
    assertThat(listing).as("written by the build before the tests").exists();
    classPath =
        Stream.of(Files.readString(listing).strip().split(File.pathSeparator))
            .map(Path::of)
            .toList();
  }

  @Test
  void holdsFewerThanFortyJars() {
    assertThat(classPath.size() + 1).as("jars, with this module's own").isLessThan(JARS_BELOW);
  }

  @Test
  void weighsLessThanFortyMegabytes() {
    long bytes =
        size(Repository.file("experiments/cli/target/classes"))
            + classPath.stream().mapToLong(QuickstartClassPathTest::size).sum();
    assertThat(bytes).as("bytes of %s", classPath).isLessThan(BYTES_BELOW);
  }

  @Test
  void holdsNoLibraryOfAnotherModule() {
    assertThat(classPath)
        .map(path -> path.getFileName().toString())
        .contains("picocli-" + picocli.CommandLine.VERSION + ".jar")
        .noneMatch(name -> HEAVY.matcher(name).find());
  }

  /** A module that the build has not packaged yet stands there as a folder of classes. */
  private static long size(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
