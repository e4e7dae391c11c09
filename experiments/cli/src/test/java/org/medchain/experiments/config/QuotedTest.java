package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** EXP-4: what is the user's stays on one line; where a file is, is said in full. */
class QuotedTest {
  @Test
  void aValueIsCutAndAPlaceIsNot() {
    String path = "/a/folder/deep/down".repeat(40) + "/config.yaml";
    assertThat(Quoted.plain(path)).hasSize(61).endsWith("…");
    assertThat(Quoted.sentence(path)).hasSize(301).endsWith("…");
    assertThat(Quoted.place(path)).isEqualTo(path);
  }

  @Test
  void whatMovesTheCursorIsShownEscapedInAPlaceToo() {
    assertThat(Quoted.place("a\nb\u001b[2J.yaml")).isEqualTo("a\\nb\\u001b[2J.yaml");
  }
}
