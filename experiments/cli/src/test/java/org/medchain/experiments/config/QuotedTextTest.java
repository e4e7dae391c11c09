package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** EXP-4: what is the user's stays on one line; where a file is, is said in full. */
class QuotedTextTest {
  @Test
  void aValueIsCutAndAPlaceIsNot() {
    String path = "/a/folder/deep/down".repeat(40) + "/config.yaml";
    assertThat(QuotedText.escape(path)).hasSize(61).endsWith("…");
    assertThat(QuotedText.sentence(path)).hasSize(301).endsWith("…");
    assertThat(QuotedText.path(path)).isEqualTo(path);
  }

  @Test
  void whatMovesTheCursorIsShownEscapedInAPlaceToo() {
    assertThat(QuotedText.path("a\nb\u001b[2J.yaml")).isEqualTo("a\\nb\\u001b[2J.yaml");
  }
}
