package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void itChangesTheLinesThatItNames() {
    assertThat(PATCH.apply(PATH, List.of("one", "two", "three", "four")))
        .containsExactly("one", "three", "four");
  }

  @Test
  void itFollowsLinesThatMoved() {
    assertThat(PATCH.apply(PATH, List.of("zero", "zero", "one", "two", "three")))
        .containsExactly("zero", "zero", "one", "three");
  }

  @Test
  void aLineThatIsNoLongerThereIsAnError() {
    assertThatThrownBy(() -> PATCH.apply(PATH, List.of("one", "2", "three")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("folder/File.java: the hunk of line 1 no longer fits");
  }

  @Test
  void twoPlacesAreAnError() {
    assertThatThrownBy(
            () -> PATCH.apply(PATH, List.of("0", "one", "two", "three", "one", "two", "three")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("folder/File.java: the hunk of line 1 fits in several places");
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
