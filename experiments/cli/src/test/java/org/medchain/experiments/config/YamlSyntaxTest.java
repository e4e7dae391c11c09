package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EXP-40: a text that is no YAML is refused in the words of the text, at the line to change. */
class YamlSyntaxTest {
  private static String refused(String text) {
    ConfigTree tree = YamlComposer.compose("my.yaml", text);
    assertThat(tree.broken()).as(text).isTrue();
    assertThat(tree.lines()).hasSize(1);
    return tree.lines().getFirst();
  }

  /** In the texts / is the end of a line, and > a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # Indentation.
          name: q/workload:/  kind: open/# c//   rate_tps: 5 | 6: "rate_tps" is indented by 3 spaces; expected: 2 as the keys of "workload" above
          name: q/workload:/    kind: open/  rate_tps: 5 | 4: "rate_tps" is indented by 2 spaces; expected: 4 as the keys of "workload" above, or 0 as the keys of the file above
          a:/  b:/      c: 1/    d: 2 | 4: "d" is indented by 4 spaces; expected: 6 as the keys of "b" above, or 2 as the keys of "a" above
          nodes:/  - 4/ - 7 | 3: "- 7" is indented by 1 space; expected: 2 as the list items of "nodes" above, or 0 as the keys of the file above
          links:/- from: 1/   to: 2 | 3: "to" is indented by 3 spaces; expected: 2 as the keys of "links" above
          nodes:/ - 4/   x: 3 | 3: "x" is indented by 3 spaces; expected: 1 as the list items of "nodes" above
          `  name: q/nodes: 3` | 2: "nodes" is indented by 0 spaces; expected: 2 as the keys of the file above
          name: q/ nodes: 3 | 2: "nodes" is indented by 1 space; expected: 0 as the keys of the file above
          name: q # c/   x: 1 | 2: "x" is indented by 3 spaces; expected: 0 as the keys of the file above
          name: q/- x | 2: "- x" is a list item among keys; a key or more indentation is wanted
          w:/>x: 1 | 2: a tab stands before "x"; spaces are wanted
          # Colons.
          name: a: b | 1: "a: b" has a colon; a value with a colon before a space is wanted in quotes
          name:q/nodes: 3 | 1: "name:q" has no space behind its colon; "name: q" is wanted
          w:/  kind: open/  rate:5/x: 1 | 3: "rate:5" has no space behind its colon; "rate: 5" is wanted
          name q/nodes: 3 | 1: "name q" has no colon; a key and its value are wanted, such as 'name: first'
          name: q/nodes/x: 1 | 2: "nodes" has no colon; a key and its value are wanted, such as 'name: first'
          nodes: - 4 | 1: the list item "- 4" is behind a key; wanted in the line below
          # Quotes and brackets.
          name: q/seed: "x/n: 1 | 2: the quote before "x" is not closed
          seed: 'a' b | 1: "b" stands behind a closed quote
          nodes: [4, 7/# c/seed: 1 | 1: the bracket before "4, 7" is not closed; "]" is wanted before line 3
          w: {a: 1/n: 1 | 1: the bracket before "a: 1" is not closed; "}" is wanted before line 2
          w: {a: 1 b: 2} | 1: a comma or "}" is missing before "b: 2}"
          nodes: [4]] | 1: "]" closes no bracket
          # Others; the parser's own words where nothing better is known.
          name: @x | 1: a value begins with "@"; such a value is wanted in quotes
          name: "C:\\dir" | 1: not YAML: found unknown escape character d(100); a mapping such as 'name: first' is wanted
          """)
  void lineSaysWhatToChange(String text, String line) {
    assertThat(refused(text.replace('/', '\n').replace('>', '\t') + "\n"))
        .isEqualTo("my.yaml:" + line);
  }

  /** The parser counts a line at each of these and at no other, and so must the message. */
  @Test
  void linesAreCountedAsTheParserDoes() {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      assertThat(refused("a: 1" + end + "w:" + end + "  b: 1" + end + "   c: 2" + end))
          .isEqualTo(
              "my.yaml:4: \"c\" is indented by 3 spaces; expected: 2 as the keys of \"w\" above");
    }
    assertThat(refused("a: 1\u2028b\u0085\nw:\n  b: 1\n   c: 2\n"))
        .isEqualTo(
            "my.yaml:4: \"c\" is indented by 3 spaces; expected: 2 as the keys of \"w\" above");
  }

  @Test
  void longLineIsShortenedAndShowsNoControlCharacter() {
    assertThat(refused("a: 1\n" + "x".repeat(500) + "\u202e\nb: 2\n"))
        .hasSizeLessThan(200)
        .contains("2: \"xxxx")
        .doesNotContain("\u202e");
  }
}
