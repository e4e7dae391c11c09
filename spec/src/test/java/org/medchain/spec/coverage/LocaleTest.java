package org.medchain.spec.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** EXP-20: no language of the computer changes what is printed; what DefaultLocale lets pass. */
class LocaleTest {
  private static final Pattern CONSOLE =
      Pattern.compile("System\\s*\\.(out|err)\\s*\\.(printf|format)\\(\\s*+(?!Locale\\.)");

  private static final Pattern REFERENCE =
      Pattern.compile("String::format(ted)?\\b|::to(Lower|Upper)Case\\b|::printf\\b");

  private static final Pattern MAIN =
      Pattern.compile(
          "public static void main\\(String\\[\\] \\w+\\)[^{]*\\{\\s*+"
              + "(//.*+\\s*+)*+(?!Locale\\.setDefault\\(Locale\\.ROOT\\);)\\S");

  private static final Repository REPOSITORY = Repository.here();

  @Test
  void nothingGoesRoundTheCompilersCheck() {
    assertThat(faults(REPOSITORY.files("", ".java"))).isEmpty();
    assertThat(REPOSITORY.files("", "CheckErrors.java"))
        .allMatch(each -> each.text().contains("-Xep:DefaultLocale:ERROR"))
        .hasSize(1);
  }

  @Test
  void whatGoesRoundItIsSeen() {
    String console = "System.out\n  .printf(\n    \"%d\", 1)";
    assertThat(faults(List.of(code(console), code("map(String::formatted)")))).hasSize(2);
    assertThat(faults(List.of(code("System.err.printf(Locale.ROOT, \"%d\", 1)")))).isEmpty();
    String main = "  public static void main(String[] args) throws Exception {\n    ";
    String set = "Locale.setDefault(Locale.ROOT);";
    assertThat(faults(List.of(code(main + "run();")))).hasSize(1);
    assertThat(faults(List.of(code(main + set), code(main + "// Why.\n    " + set)))).isEmpty();
  }

  private static Source code(String text) {
    return new Source("module/src/main/java/A.java", text);
  }

  private static List<String> faults(List<Source> sources) {
    List<String> faults = new ArrayList<>();
    for (Source each : sources) {
      String path = each.path();
      if (path.startsWith(".ci/") || path.endsWith("/LocaleTest.java")) {
        continue;
      }
      if (CONSOLE.matcher(each.text()).find()) {
        faults.add(path + " prints by the default locale");
      }
      if (REFERENCE.matcher(each.text()).find()) {
        faults.add(path + " formats by the default locale");
      }
      if (path.contains("src/main/") && MAIN.matcher(each.text()).find()) {
        faults.add(path + " has a main method that leaves libraries the default locale");
      }
    }
    return faults;
  }
}
