package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core's sources keep to the project's style; each rule is tried on a text that breaks it. */
class StyleTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final String CORE = "reference-node/core";

  private static final Pattern UNFINISHED =
      Pattern.compile(
          "\\b(TO"
              + "DO|FIX"
              + "ME|XX"
              + "X)\\b|UnsupportedOperation"
              + "Exception|@Dis"
              + "abled");

  /** A comment of a constructor that only says that it copies or checks. */
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(
          "/\\*\\* (Copies|Checks|Keeps|Takes|For|The)( \\w+){0,3}\\. \\*/"
              + "\\s+(public |private |protected )?[A-Z]\\w*[a-z]\\w* ?[({]");

  /** What a proof's check found, which ends in a checked exception: four callers share it. */
  private static final String TAKES_A_FLAW =
      "reference-node/client/src/main/java/org/medchain/node/light/LightClient.java:"
          + " requireNoError takes the Optional flaw";

  @TempDir private Path folder;

  @Test
  void theCoreKeepsToTheStyle() {
    List<SourceFile> core = new ArrayList<>(TREE.mainSources());
    core.addAll(TREE.testSources());
    core.removeIf(each -> !each.path().startsWith(CORE));
    assertThat(core).hasSizeGreaterThan(80);
    for (SourceFile each : core) {
      assertThat(each.faults()).as("%s", each.path()).isEmpty();
      assertThat(TREE.read(each.path())).doesNotContainPattern(UNFINISHED);
    }
    assertThat("class A {} // TO" + "DO finish").containsPattern(UNFINISHED);
  }

  /** A package is a room; its package page says what it contains. */
  @Test
  void everyPackageIsExplained() {
    Set<Path> packages = new TreeSet<>();
    Set<Path> explained = new TreeSet<>();
    for (Path each : TREE.files(file -> file.startsWith(CORE + "/src/main/java"))) {
      packages.add(each.getParent());
      if (each.endsWith("package-info.java")) {
        explained.add(each.getParent());
      }
    }
    assertThat(explained).isEqualTo(packages).isNotEmpty();
  }

  private SourceFile planted(String text) throws IOException {
    Path file = Path.of("src/main/java/A.java");
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
    return new SourceTree(folder).mainSources().get(0);
  }

  @Test
  void whatBreaksTheStyleIsFound() throws IOException {
    assertThat(
            planted(
                    """
                    /** A. */
                    public class A {
                      public record B() {}
                      record C() {}
                      int getSize() { return 0; }
                      int get(int i) { return i; }
                      class BlockUtil {}
                      class PoolHelpers {}
                      class TimeManager {}
                      class AImpl {}
                      class Implication {}
                    }
                    """)
                .faults())
        .containsExactlyInAnyOrder(
            "the public type B has no Javadoc",
            "getSize is a getter",
            "the name BlockUtil says nothing",
            "the name PoolHelpers says nothing",
            "the name TimeManager says nothing",
            "the name AImpl says nothing");
  }

  /** HOUSE-17. */
  @Test
  void noCommentOnlySaysThatArgumentsAreCopied() {
    for (SourceFile each : TREE.mainSources()) {
      assertThat(TREE.read(each.path())).as("%s", each.path()).doesNotContainPattern(EMPTY_WORDS);
    }
    assertThat("  /** Copies the list. */\n  public Block {").containsPattern(EMPTY_WORDS);
    assertThat("  /** Copies the list. */\n  void add(Block block) {")
        .doesNotContainPattern(EMPTY_WORDS);
    assertThat("  /** The account is frozen. */\n  ACCOUNT_FROZEN(46),")
        .doesNotContainPattern(EMPTY_WORDS);
  }

  /** HOUSE-18. */
  @Test
  void noMethodTakesAnOptional() throws IOException {
    assertThat(
            TREE.mainSources().stream()
                .filter(each -> each.path().startsWith("reference-node"))
                .flatMap(
                    each ->
                        each.optionalParameters().stream().map(text -> each.path() + ": " + text)))
        .containsExactly(TAKES_A_FLAW);
    assertThat(
            planted(
                    """
                    record A(Optional<B> b) {
                      A {}

                      void a(int i, Optional<B> b) {}

                      class C {
                        C(OptionalInt i) {}
                      }
                    }
                    """)
                .optionalParameters())
        .containsExactly("a takes the Optional b");
  }
}
