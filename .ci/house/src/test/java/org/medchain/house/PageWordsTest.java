package org.medchain.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-19: pages, package pages and comments of YAML files have at most 90,000 words together. A
 * word is what has a letter or a digit.
 */
class PageWordsTest {
  private static final int LIMIT = 90_000;
  private static final SourceTree TREE = SourceTree.here();
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern YAML_COMMENT = Pattern.compile("(?:^|\\s)#(.*)", Pattern.MULTILINE);

  @Test
  void aReaderCanReadThem() {
    int pages = words(".md", text -> text);
    int packages = words("package-info.java", text -> comments(JAVADOC, text));
    int configs =
        words(".yaml", text -> comments(YAML_COMMENT, text))
            + words(".yml", text -> comments(YAML_COMMENT, text));
    System.out.printf("words: pages %d, package pages %d, YAML %d%n", pages, packages, configs);
    assertThat(pages + packages + configs).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void barsAndDashesAreNoWords() {
    assertThat(count("| a — | b2 | --- |")).isEqualTo(2);
    assertThat(comments(YAML_COMMENT, "key: v # why so\n# more\nurl: a#b"))
        .isEqualTo(" why so  more");
  }

  private static int words(String ending, UnaryOperator<String> prose) {
    int words = 0;
    for (Path path : TREE.files(each -> each.toString().endsWith(ending) && isOurs(each))) {
      words += count(prose.apply(TREE.read(path)));
    }
    return words;
  }

  /** A result's config says what ran; it is not written for readers. */
  private static boolean isOurs(Path path) {
    return path.toString().endsWith(".md") || !path.startsWith("results");
  }

  private static int count(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  private static String comments(Pattern comment, String text) {
    return comment.matcher(text).results().map(found -> found.group(1)).collect(joining(" "));
  }
}
