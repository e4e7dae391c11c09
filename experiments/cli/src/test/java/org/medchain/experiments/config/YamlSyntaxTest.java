package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXP-40: a text that is no YAML is refused in one line, with the parser's words and line. */
class YamlSyntaxTest {
  private static String refused(String text) {
    ConfigTree tree = YamlComposer.compose("my.yaml", text);
    assertThat(tree.broken()).as(text).isTrue();
    assertThat(tree.lines()).hasSize(1);
    return tree.lines().getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: q\nworkload:\n  kind: open\n   rate_tps: 5\n",
        "nodes:\n  - 4\n - 7\n",
        "w:\n\tx: 1\n",
        "name: @q\n",
        "name q\nnodes: 3\n",
        "name: \"q\nnodes: 3\n",
        "nodes: [4, 7\nseed: 1\n",
        "nodes: 4]\nseed: {a: 1]\n",
        "name: a: b\n",
        "name: 'a' b\n",
        "nodes: - 4\n",
        "name: \"C:\\dir\"\n",
      })
  void lineHasTheParsersWords(String text) {
    assertThat(refused(text))
        .matches("my\\.yaml:[1-4]: not YAML: .+; a mapping such as 'name: first' is wanted");
  }

  /** The parser counts a line at each of these and at no other, and so must the message. */
  @Test
  void linesAreCountedAsTheParserDoes() {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      assertThat(refused("a: 1" + end + "w:" + end + "  b: 1" + end + "   c: 2" + end))
          .startsWith("my.yaml:4: not YAML: ");
    }
    assertThat(refused("a: 1\u2028b\u0085\nw:\n  b: 1\n   c: 2\n")).startsWith("my.yaml:4: not");
  }

  @Test
  void longLineIsShortenedAndShowsNoControlCharacter() {
    assertThat(refused("a: 1\n" + "x".repeat(500) + "\u202e\nb: 2\n"))
        .hasSizeLessThan(400)
        .doesNotContain("\u202e");
  }
}
