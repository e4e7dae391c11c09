package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell's plan, and the effect of MEDCHAIN_HEAP (EXP-23, EXP-25, EXP-26). */
class PlanTest {
  @Test
  void wordsAreQuotedForTheShell() {
    Plan plan = new Plan(1, List.of("/a b/java", "it's", "$HOME", "a\nb", ""));

    assertThat(plan.shell())
        .isEqualTo("shift 1; exec '/a b/java' 'it'\\''s' '$HOME' 'a\nb' '' \"$@\"");
  }

  @Test
  void aHeapIsGivenToTheJvm() throws Stop {
    assertThat(Heap.options("")).isEmpty();
    assertThat(Heap.options("512m")).containsExactly("-Xmx512m");
    assertThat(Heap.options("4G")).containsExactly("-Xmx4G");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "0g", "4 g", "4gb", "-Xmx4g", "4g -version", "much", " "})
  void anotherHeapIsRefusedInOneLine(String value) {
    assertThatThrownBy(() -> Heap.options(value))
        .isInstanceOfSatisfying(Stop.class, e -> assertThat(e.code()).isEqualTo(Stop.REFUSED))
        .hasMessage("MEDCHAIN_HEAP is '" + value + "'; allowed: a size such as 512m or 4g");
  }
}
