package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes are started with, so that later ones begin sooner (CLUSTER-9). */
class StartupCacheTest {
  @TempDir private Path folder;

  /** That of this JVM, which starts nodes of later classes. */
  private Optional<String> before;

  @BeforeEach
  void forget() {
    before = Optional.ofNullable(System.getProperty(StartupCache.PROPERTY));
    System.clearProperty(StartupCache.PROPERTY);
  }

  @AfterEach
  void restore() {
    System.clearProperty(StartupCache.PROPERTY);
    before.ifPresent(value -> System.setProperty(StartupCache.PROPERTY, value));
  }

  private Path named(String name) {
    Path file = folder.resolve(name);
    System.setProperty(StartupCache.PROPERTY, file.toString());
    return file;
  }

  @Test
  void withoutCacheThereIsNothingToSay() {
    assertThat(StartupCache.options()).isEmpty();
    named("gone.aot");
    assertThat(StartupCache.options()).isEmpty();
  }

  @Test
  void eachKindOfCacheHasItsOption() throws IOException {
    Path aot = Files.createFile(named("start.aot"));
    assertThat(StartupCache.options()).contains("-XX:AOTCache=" + aot, "-Xlog:disable");
    Path jsa = named("start.jsa");
    assertThat(StartupCache.options())
        .contains("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + jsa, "-Xlog:disable");
  }
}
