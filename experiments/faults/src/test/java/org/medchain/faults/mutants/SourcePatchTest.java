package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SCH-7: a patch applies exactly or not at all. */
final class SourcePatchTest {
  private static final SourcePatch PATCH =
      SourcePatch.parse(
          List.of(
              "# two is missing. Expected: AG.",
              "--- a/folder/File.java",
              "+++ b/folder/File.java",
              "@@ -1,3 +1,2 @@",
              " one",
              "-two",
              " three"));

  private static final String PATH = "folder/File.java";

  @Test
  void itsFirstLineSaysWhatIsBroken() {
    assertThat(PATCH.title()).isEqualTo("two is missing. Expected: AG.");
    assertThat(PATCH.paths()).containsExactly(PATH);
  }

  @ParameterizedTest
  @CsvSource({
    "one two three four, one three four",
    "zero zero one two three, zero zero one three",
    "one 2 three, no longer fits",
    "0 one two three one two three, fits in several places"
  })
  void itChangesTheLinesThatItNamesWhereverTheyMoved(String before, String after) {
    Function<List<String>, String> apply = lines -> String.join(" ", PATCH.apply(PATH, lines));
    List<String> lines = List.of(before.split(" ", -1));
    if (after.contains("fits")) {
      assertThatThrownBy(() -> apply.apply(lines))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("folder/File.java: the hunk of line 1 " + after);
    } else {
      assertThat(apply.apply(lines)).isEqualTo(after);
    }
  }

  @Test
  void severalHunksAreShiftedByThoseBefore() {
    SourcePatch patch =
        SourcePatch.parse(
            List.of(
                "# title",
                "--- a/f",
                "+++ b/f",
                "@@ -1 +1,2 @@",
                " a",
                "+b",
                "@@ -3 +4 @@",
                "-x",
                "+y"));

    // "x" stands in two places; the line number, shifted, says which.
    assertThat(patch.apply("f", List.of("a", "x", "x"))).containsExactly("a", "b", "x", "y");
  }

  @Test
  void somethingElseIsNoPatch() {
    assertThatThrownBy(() -> SourcePatch.parse(List.of("# nothing")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
