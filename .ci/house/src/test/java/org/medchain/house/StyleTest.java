package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The core's sources keep to the project's style; each rule is tried on a text that breaks it. */
class StyleTest {
  private static final String MAIN = "reference-node/core/src/main/java";
  private static final String TESTS = "reference-node/core/src/test/java";

  /** A comment of a constructor that only says that it copies or checks. */
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(
          "/\\*\\* (Copies|Checks|Keeps|Takes|For|The)( \\w+){0,3}\\. \\*/"
              + "\\s+(public |private |protected )?[A-Z]\\w*[a-z]\\w* ?[({]");

  /** What a proof's check found, which ends in a checked exception: four callers share it. */
  private static final String TAKES_A_FLAW =
      "reference-node/client/src/main/java/org/medchain/node/light/LightClient.java:"
          + " requireNoError takes the Optional flaw";

  private static List<Path> core(String folder) {
    return SourceTree.here()
        .files(each -> each.startsWith(folder) && each.toString().endsWith(".java"));
  }

  @Test
  void theCoreKeepsToTheStyle() {
    assertThat(core(MAIN)).hasSizeGreaterThan(50);
    assertThat(faults(core(MAIN))).isEmpty();
  }

  @Test
  void soDoItsTests() {
    assertThat(core(TESTS)).hasSizeGreaterThan(30);
    assertThat(faults(core(TESTS))).isEmpty();
    for (Path each : core(TESTS)) {
      assertThat(SourceTree.here().read(each)).as("%s", each).doesNotContain("@Dis" + "abled");
    }
  }

  private static List<String> faults(List<Path> sources) {
    return StyleRules.faults(texts(sources));
  }

  private static Map<String, String> texts(List<Path> sources) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path each : sources) {
      texts.put(each.toString().replace('\\', '/'), SourceTree.here().read(each));
    }
    return texts;
  }

  private static List<String> faults(String text) {
    return StyleRules.faults(Map.of("A.java", text));
  }

  /** A package is a room; its package page says what it contains. */
  @Test
  void everyPackageIsExplained() {
    Set<String> packages = new TreeSet<>();
    Set<String> explained = new TreeSet<>();
    for (Path each : core(MAIN)) {
      String folder = each.getParent().toString();
      packages.add(folder);
      if (each.endsWith("package-info.java")) {
        explained.add(folder);
      }
    }
    assertThat(explained).isEqualTo(packages);
  }

  @Test
  void aLongFileIsFound() {
    String text = "/** A. */\npublic class A {\n" + "  int a;\n".repeat(397) + "}\n";
    assertThat(faults(text)).isEmpty();
    assertThat(faults(text + "\n"))
        .containsExactly("A.java has 401 lines, at most 400 are allowed");
  }

  @Test
  void aLongMethodIsFound() {
    String text = "class A {\n  void a() {\n" + "    a();\n".repeat(58) + "  }\n}\n";
    assertThat(faults(text)).isEmpty();
    String longer = text.replaceFirst("    a\\(\\);\n", "    a();\n    a();\n");
    assertThat(faults(longer)).containsExactly("A.java: a has 61 lines, at most 60 are allowed");
  }

  @Test
  void aPublicTypeWithoutJavadocIsFound() {
    String text = "/** A. */\npublic class A {\n  public record B() {}\n  record C() {}\n}\n";
    assertThat(faults(text)).containsExactly("A.java: the public type B has no Javadoc");
  }

  @Test
  void vagueNamesAreFound() {
    for (String name : List.of("BlockUtil", "BlockUtils", "PoolHelper", "TimeManager", "AImpl")) {
      assertThat(faults("class " + name + " {}"))
          .containsExactly("A.java: the name " + name + " says nothing");
    }
    assertThat(faults("class Implication {}")).isEmpty();
  }

  /** HOUSE-17. */
  @Test
  void noCommentOnlySaysThatArgumentsAreCopied() {
    SourceTree tree = SourceTree.here();
    for (Path each : tree.files(file -> file.toString().matches(".*src/main/.*\\.java"))) {
      assertThat(tree.read(each)).as("%s", each).doesNotContainPattern(EMPTY_WORDS);
    }
    assertThat("  /** Copies the list. */\n  public Block {").containsPattern(EMPTY_WORDS);
    assertThat("  /** Copies the list. */\n  void add(Block block) {")
        .doesNotContainPattern(EMPTY_WORDS);
    assertThat("  /** The account is frozen. */\n  ACCOUNT_FROZEN(46),")
        .doesNotContainPattern(EMPTY_WORDS);
  }

  /** HOUSE-18. */
  @Test
  void noMethodTakesAnOptional() {
    List<Path> group =
        SourceTree.here()
            .files(each -> each.toString().matches("reference-node/.*src/main/.*\\.java"));
    assertThat(group).hasSizeGreaterThan(500);
    assertThat(StyleRules.optionalParameters(texts(group))).containsExactly(TAKES_A_FLAW);
    String text =
        """
        record A(Optional<B> b) {
          A {}
          void a(int i, Optional<B> b) {}
          class C {
            C(OptionalInt i) {}
          }
        }
        """;
    assertThat(StyleRules.optionalParameters(Map.of("A.java", text)))
        .containsExactly("A.java: a takes the Optional b");
  }

  @Test
  void gettersAreFound() {
    String text = "class A {\n  int getSize() { return 0; }\n  int get(int i) { return i; }\n}\n";
    assertThat(faults(text)).containsExactly("A.java: getSize is a getter");
  }

  @Test
  void unfinishedWorkIsFound() {
    String text = "class A {} // TO" + "DO finish\n// FIX" + "ME";
    assertThat(faults(text)).containsExactly("A.java says TO" + "DO", "A.java says FIX" + "ME");
  }
}
