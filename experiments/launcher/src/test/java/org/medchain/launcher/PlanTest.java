package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell's plan, and the effect of MEDCHAIN_HEAP (EXP-23, EXP-25, EXP-26). */
class PlanTest {
  @Test
  void wordsAreQuotedForTheShell() {
    Plan plan = new Plan(1, "", List.of("/a b/java", "it's", "$HOME", "a\nb", ""));

    assertThat(plan.shell())
        .isEqualTo("shift 1; exec '/a b/java' 'it'\\''s' '$HOME' 'a\nb' '' \"$@\"");
  }

  /** OPS-22: the data of a node that is run by itself. */
  @Test
  void whatTheCommandMakesIsTheOwnersWhereThePlanSaysSo(@TempDir Path folder) throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("made");
    Plan plan = new Plan(0, "umask 077; ", List.of("touch", file.toString()));

    String line = "umask 0; " + plan.shell();
    assertThat(new ProcessBuilder("sh", "-c", line).start().waitFor()).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aHeapIsGivenToTheJvm() throws Stop {
    assertThat(OutOfHeap.options("")).isEmpty();
    assertThat(OutOfHeap.options("512m")).containsExactly("-Xmx512m");
    assertThat(OutOfHeap.options("4G")).containsExactly("-Xmx4G");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "0g", "4 g", "4gb", "-Xmx4g", "4g -version", "much", " "})
  void anotherHeapIsRefusedInOneLine(String value) {
    assertThatThrownBy(() -> OutOfHeap.options(value))
        .isInstanceOfSatisfying(Stop.class, e -> assertThat(e.code()).isEqualTo(Stop.REFUSED))
        .hasMessage(
            "medchain: MEDCHAIN_HEAP is '" + value + "'; allowed: a size such as 512m or 4g");
  }
}
