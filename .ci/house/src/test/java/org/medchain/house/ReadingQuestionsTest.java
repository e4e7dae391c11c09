package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-15: {@code spec/reading-questions.md} asks what a reader of the 1999 paper would ask of the
 * code, and answers from the files of the reading path alone, each with the line.
 *
 * <p>With {@code -Drewrite} the numbers of lines are written instead of compared.
 */
class ReadingQuestionsTest {
  private static final Path PAGE = Path.of("spec", "reading-questions.md");
  private static final Path READING = Path.of("spec", "reading.md");
  private static final int LEAST = 20;
  private static final SourceTree TREE = SourceTree.here();

  /** Question, answer, link with a line, and the code that stands in that line. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^(\\| \\d+ \\| [^|]+\\? \\| [^|]+\\. \\| \\[[^\\]:]+:)(\\d+)"
              + "(\\]\\(\\.\\./([^)#]+\\.java)#L)(\\d+)(\\) \\| )`([^`]+)`( \\|)$");

  @BeforeAll
  static void rewrite() {
    if (System.getProperty("rewrite") != null) {
      TREE.write(PAGE, ROW.matcher(TREE.read(PAGE)).replaceAll(ReadingQuestionsTest::withLine));
    }
  }

  private static String withLine(MatchResult row) {
    int line = lineOf(row.group(4), row.group(7));
    String text =
        row.group(1)
            + line
            + row.group(3)
            + line
            + row.group(6)
            + "`"
            + row.group(7)
            + "`"
            + row.group(8);
    return Matcher.quoteReplacement(text);
  }

  /** Where the code stands, once, from 1; 0 if it does not. */
  private static int lineOf(String file, String code) {
    List<String> lines = TREE.read(Path.of(file)).lines().toList();
    List<String> found = lines.stream().filter(each -> each.contains(code)).toList();
    return found.size() == 1 ? lines.indexOf(found.get(0)) + 1 : 0;
  }

  private static List<MatchResult> rows() {
    return ROW.matcher(TREE.read(PAGE)).results().toList();
  }

  @Test
  void thereAreTwentyQuestions() {
    long numbered = TREE.read(PAGE).lines().filter(each -> each.matches("\\| \\d+ \\|.*")).count();
    assertThat(rows()).hasSize((int) numbered).hasSizeGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void eachAnswerStandsInItsLine() {
    assertThat(rows())
        .allSatisfy(
            row -> {
              int line = lineOf(row.group(4), row.group(7));
              assertThat(line).as(row.group(7) + " in " + row.group(4)).isPositive();
              assertThat(List.of(row.group(2), row.group(5)))
                  .as(row.group(7) + "; -Dtest=ReadingQuestionsTest -Drewrite writes the numbers")
                  .containsOnly(Integer.toString(line));
            });
  }

  @Test
  void eachAnswerIsOnTheReadingPath() {
    String path = TREE.read(READING);
    assertThat(rows())
        .extracting(row -> row.group(4))
        .allSatisfy(file -> assertThat(path).contains(file));
  }
}
