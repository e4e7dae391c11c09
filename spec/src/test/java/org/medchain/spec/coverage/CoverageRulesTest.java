package org.medchain.spec.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checks of {@link CoverageTest}, each shown a tree that breaks it. */
class CoverageRulesTest {
  private static final String MAIN = "a/src/main/java/A.java";
  private static final String TEST = "a/src/test/java/ATest.java";
  private static final String MODEL = "spec/tla/A.tla";

  private static Source file(String... rows) {
    return new Source("spec/requirements/a.md", table(rows));
  }

  private static String table(String... rows) {
    return "# A\n\n| id | requirement | source | status | decision |\n|---|---|---|---|---|\n"
        + String.join("\n", rows)
        + "\n";
  }

  private static String row(String id, String status) {
    return "| %s | It does so. | §2.2 | %s | – |".formatted(id, status);
  }

  private static Coverage coverage(List<Source> requirements, Source... sources) {
    List<Requirement> all = new ArrayList<>();
    requirements.forEach(each -> all.addAll(Requirement.of(each)));
    return new Coverage(all, List.of(sources));
  }

  private static Coverage coverage(Source requirements, Source... sources) {
    return coverage(List.of(requirements), sources);
  }

  @Test
  void aTreeInOrderIsFoundInOrder() {
    Coverage sound =
        coverage(
            file(row("AAA-1", "built"), row("AAA-2", "planned"), row("AAA-3", "built; by luck")),
            new Source(MAIN, "// AAA-1"),
            new Source(TEST, "/** AAA-1, AAA-3: RFC-9 and SHA-256. */"),
            new Source(MODEL, "AAA-2"),
            new Source("README.md", "AAA-2, of ISO-9001 and XYZ-1"));
    assertThat(sound.repeated()).isEmpty();
    assertThat(sound.untested()).isEmpty();
    assertThat(sound.unknown()).isEmpty();
    assertThat(sound.premature()).isEmpty();
    assertThat(sound.code("AAA-1")).extracting(Source::path).containsExactly(MAIN);
    assertThat(sound.tests("AAA-1")).extracting(Source::path).containsExactly(TEST);
    assertThat(sound.models("AAA-2")).extracting(Source::path).containsExactly(MODEL);
  }

  @Test
  void anIdTwiceIsFound() {
    Source other = new Source("spec/requirements/b.md", table(row("AAA-1", "planned")));
    assertThat(coverage(List.of(file(row("AAA-1", "built")), other)).repeated())
        .containsExactly(
            "AAA-1 is written down in spec/requirements/a.md and in spec/requirements/b.md");
  }

  /** Code that cites it is no evidence, nor is a model. */
  @Test
  void aBuiltRequirementWithoutTestIsFound() {
    Coverage coverage =
        coverage(
            file(row("AAA-1", "built")), new Source(MAIN, "AAA-1"), new Source(MODEL, "AAA-1"));
    assertThat(coverage.untested())
        .containsExactly("AAA-1 is built (spec/requirements/a.md) and no test cites it");
  }

  @Test
  void aRowOfIdsCitesNone() {
    for (String row :
        List.of("AAA-1 to AAA-3", "AAA-1…3", "AAA-1–AAA-3", "AAA-1..3", "AAA-1\n * to AAA-3")) {
      assertThat(Citations.of(row)).as(row).isEmpty();
      assertThat(Citations.mentioned(row)).as(row).contains("AAA-1");
    }
    assertThat(Citations.of("AAA-1, AAA-3; as CONS-11 says; SHA-256, a-1, X-2, one to AAA-4"))
        .containsExactly("AAA-1", "AAA-3", "AAA-4", "CONS-11");
  }

  @Test
  void anUnknownIdIsFound() {
    Coverage coverage =
        coverage(
            file(row("AAA-1", "planned")),
            new Source(MAIN, "AAA-1 to AAA-7"),
            new Source(TEST, "BBB-1"),
            new Source(MODEL, "AAA-8"),
            new Source("spec/README.md", "AAA-9"));
    assertThat(coverage.unknown())
        .containsExactly(
            MAIN + " cites AAA-7, which no file defines",
            TEST + " cites BBB-1, which no file defines",
            MODEL + " cites AAA-8, which no file defines",
            "spec/README.md cites AAA-9, which no file defines");
  }

  @Test
  void codeBeforeItsTimeIsFound() {
    Coverage coverage =
        coverage(
            file(row("AAA-1", "planned")), new Source(MAIN, "AAA-1"), new Source(TEST, "AAA-1"));
    assertThat(coverage.premature())
        .containsExactly(
            MAIN + " cites AAA-1, which is only planned",
            TEST + " cites AAA-1, which is only planned");
  }

  @Test
  void aMalformedRowIsRefused() {
    assertThatThrownBy(() -> Requirement.of(file(row("AAA-1", "done"))))
        .hasMessageContaining("no status: done");
    assertThatThrownBy(() -> Requirement.of(file("| AAA-1 | It does so. | §2.2 | built |")))
        .hasMessageContaining("not five full cells");
    assertThatThrownBy(() -> Requirement.of(file(row("AAA-1", "built") + " – |")))
        .hasMessageContaining("not five full cells");
    for (String id : List.of("A-1", "aaa-1", "AAA1", "AAA-", "**AAA-1**", "")) {
      assertThatThrownBy(() -> Requirement.of(file(row("AAA-1", "built"), row(id, "built"))))
          .as(id)
          .hasMessageContaining("no id");
    }
  }

  @Test
  void aPrefixHasAnyNumberOfLettersFromTwo() {
    Coverage coverage =
        coverage(
            file(row("AB-1", "built"), row("ABCDEFGHIJ-12", "built")),
            new Source(TEST, "AB-1 and AB-2, not A-1 or aB-3"));
    assertThat(coverage.requirements())
        .extracting(Requirement::prefix)
        .containsExactly("AB", "ABCDEFGHIJ");
    assertThat(coverage.untested())
        .containsExactly("ABCDEFGHIJ-12 is built (spec/requirements/a.md) and no test cites it");
    assertThat(coverage.unknown()).containsExactly(TEST + " cites AB-2, which no file defines");
  }

  /** Tables of another kind stand in the same files, and may name ids but in their first column. */
  @Test
  void aRequirementOutsideItsTableIsRefused() {
    String other = "\n| step | where |\n|---|---|\n| signs | AAA-1 |";
    assertThat(Requirement.of(file(row("AAA-1", "built"), other))).hasSize(1);
    String row = row("AAA-2", "built");
    for (String text : List.of("\n" + row, other + "\n" + row, "\n  " + row)) {
      assertThatThrownBy(() -> Requirement.of(file(row("AAA-1", "built"), text)))
          .as(text)
          .hasMessageContaining("in no table of requirements: " + row);
    }
  }
}
