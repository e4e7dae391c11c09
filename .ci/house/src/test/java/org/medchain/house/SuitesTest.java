package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.costs.FewerTries;

/** HOUSE-10, HOUSE-11: which tests are fast, and what happens when they no longer are. */
class SuitesTest {
  private static final Set<String> TAGS =
      Set.of("process", "model", "mutation", "statistical", "exhaustive", "soak");
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(\\w+)\"\\)");

  @TempDir private Path folder;

  private record Ended(int code, String said) {}

  /** Ends a build of yesterday that left these costs, and now these of a second try. */
  private Ended summary(List<String> costs, List<String> again) throws Exception {
    write("test-costs.csv", costs);
    write("again-costs.csv", again);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Repository.file(".ci/suite/summary/BuildSummary.java").toString(),
                folder.toString(),
                "2000-01-01T00:00:00Z",
                "10",
                "600")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private void write(String name, List<String> lines) throws IOException {
    Path target = Files.createDirectories(folder.resolve(".ci/suite/layers/target"));
    Files.write(target.resolve(name), lines);
  }

  @Test
  void aSlowClassIsRedAfterItsSecondTry() throws Exception {
    Ended red = summary(List.of("a.SlowTest,,11.00"), List.of("a.SlowTest,,10.50"));
    assertThat(red.code()).isOne();
    assertThat(red.said()).contains("RED: a.SlowTest took 10.5 CPU s", "@Tag(\"process\")");

    assertThat(summary(List.of("a.SlowTest,,11.00"), List.of("a.SlowTest,,9.00")).code()).isZero();
    assertThat(summary(List.of("a.SlowTest,process,99.00"), List.of()).code()).isZero();
  }

  @Test
  void tooMuchOfAllIsRed() throws Exception {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      many.add("a.Number" + i + "Test,,9.90");
    }
    Ended red = summary(many, List.of());
    assertThat(red.code()).isOne();
    assertThat(red.said()).contains("took 604 CPU s, over the 600 of all");
    assertThat(summary(many.subList(0, 60), List.of()).code()).isZero();
  }

  @Test
  void aPropertyMakesAQuarterOfItsTries() {
    assertThat(FewerTries.limit(6000, 4)).isEqualTo(1500);
    assertThat(FewerTries.limit(80, 4)).isEqualTo(25);
    assertThat(FewerTries.limit(20, 4)).isEqualTo(20);
    assertThat(FewerTries.limit(6000, 1)).isEqualTo(6000);
  }

  @Test
  void eachTagSaysWhyATestIsNotFast() {
    Set<String> used = new TreeSet<>();
    for (Path each : SourceTree.here().files(path -> path.toString().endsWith(".java"))) {
      if (each.toString().contains("src/test/java")) {
        TAG.matcher(SourceTree.here().read(each))
            .results()
            .map(result -> result.group(1))
            .forEach(used::add);
      }
    }
    assertThat(used).isSubsetOf(TAGS).contains("process", "statistical");
  }
}
