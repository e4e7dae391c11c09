package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;

/**
 * Rules about rights that are taken out of the contracts and of the nodes that release keys, one by
 * one: each turns the test red that its patch names, which is green without it (decision 0105).
 */
@Tag("mutation")
class ContractDefectsTest {
  private static final Path FOLDER = Repository.file("spec/mutants/contract");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| \\[(C\\d\\d)]\\(C\\d\\d\\.patch\\) \\| .* \\| ([A-Z]+-\\d+) \\| `(.*)` \\|");

  /** Where the tests are that patches name. */
  private static final List<Path> SOURCES =
      List.of(
          Repository.file("reference-node/core/src/test/java"),
          Repository.file("reference-node/node/src/test/java"),
          Repository.file("reference-node/files/src/test/java"),
          Repository.file("reference-node/center/src/test/java"));

  @TempDir private Path folder;

  private static List<SourceMutant> defects() throws IOException {
    return SourceMutant.readAll(FOLDER);
  }

  /** Of defect, requirement and test. */
  private static List<MatchResult> rows() throws IOException {
    return Files.readAllLines(FOLDER.resolve("README.md")).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .toList();
  }

  @Test
  void thePageSaysWhatEachBreaksAndWhichTestFindsIt() throws IOException {
    assertThat(rows())
        .extracting(row -> row.group(1) + " " + row.group(3))
        .containsExactlyElementsOf(
            defects().stream().map(each -> each.id() + " " + simple(each.targetedTest())).toList());
  }

  /** Class and method, without the package. */
  private static String simple(String test) {
    return test.replaceFirst("^[a-z.]*\\.(?=[A-Z])", "");
  }

  @Test
  void eachTurnsItsTestRed() throws Exception {
    List<SourceMutant> defects = defects();
    List<String> tests = defects.stream().map(SourceMutant::targetedTest).distinct().toList();
    Path compiled = compiled(tests);
    for (String test : tests) {
      assertThat(isGreen(List.of(compiled), test)).as(test).isTrue();
    }
    List<String> missed = new ArrayList<>();
    for (SourceMutant each : defects) {
      Path patched = each.compile(Repository.ROOT, folder.resolve(each.id()));
      if (isGreen(List.of(patched, compiled), each.targetedTest())) {
        missed.add(each.id());
      }
    }
    assertThat(missed).isEmpty();
  }

  /** The tests, and what they need of those beside them: no other module has them. */
  private Path compiled(List<String> tests) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String test : tests) {
      String file = test.substring(0, test.lastIndexOf('.')).replace('.', '/') + ".java";
      files.add(
          SOURCES.stream()
              .map(root -> root.resolve(file))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow());
    }
    Path classes = Files.createDirectories(folder.resolve("tests"));
    String roots = String.join(File.pathSeparator, SOURCES.stream().map(Path::toString).toList());
    String classPath = System.getProperty("java.class.path");
    String options = "-proc:none -nowarn -parameters --release 21 -sourcepath";
    List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
    arguments.addAll(List.of(roots, "-cp", classPath, "-d", classes.toString()));
    files.forEach(each -> arguments.add(each.toString()));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    return classes;
  }

  /** Runs it with these classes in front. */
  private static boolean isGreen(List<Path> front, String test)
      throws IOException, ReflectiveOperationException {
    return (boolean) SeededSchedule.call(front, NamedTestRun.class, "isGreen", test);
  }
}
