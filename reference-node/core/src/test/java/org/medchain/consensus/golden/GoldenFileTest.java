package org.medchain.consensus.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader of golden files itself, on commands that echo. */
class GoldenFileTest {
  private static String replay(String text) {
    return GoldenFile.replay(text, command -> List.of("did " + command));
  }

  @Test
  void outputsAreReplacedAndEverythingElseStays() {
    String text = "# About.\n\n# First.\na\nb\n----\nold\nolder\n\n# Second.\nc\n----\ndid c\n";
    assertThat(replay(text))
        .isEqualTo("# About.\n\n# First.\na\nb\n----\ndid a\ndid b\n\n# Second.\nc\n----\ndid c\n");
    assertThat(replay(replay(text))).isEqualTo(replay(text));
  }

  @Test
  void aStepWithoutItsSentenceIsAnError() {
    assertThatThrownBy(() -> replay("# First.\na\n----\n\nb\n----\n"))
        .hasMessageContaining("line 5");
  }

  @Test
  void anOutputMayNotEndItsStep() {
    assertThatThrownBy(() -> GoldenFile.replay("# First.\na\n----\n", command -> List.of("")))
        .isInstanceOf(IllegalStateException.class);
  }
}
