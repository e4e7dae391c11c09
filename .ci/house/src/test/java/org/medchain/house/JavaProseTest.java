package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** HOUSE-3: comments and string literals are found, and nothing else. */
class JavaProseTest {
  @Test
  void commentsAreRunningText() {
    String source = "/**\n * One\n * two.\n */\nint a; // three\n// four\n\n/* five */";

    assertThat(texts(source)).containsExactly("* One two.", "three four", "five");
  }

  @Test
  void literalsAreRunningText() {
    String source = "f(\"one \"\n    + \"two \\\" // no comment\", 'c', '\"', \"three\");";

    assertThat(texts(source)).containsExactly("one two \\\" // no comment", "three");
  }

  @Test
  void textBlocksAreRunningText() {
    assertThat(texts("t = \"\"\"\n    one\n    \"two\" /* no comment */\n    \"\"\";"))
        .containsExactly("one \"two\" /* no comment */");
  }

  @Test
  void passagesHaveTheLineOfTheirStart() {
    assertThat(JavaProse.of("int a;\n// one\n\"two\""))
        .extracting(JavaProse.Passage::line)
        .containsExactly(2, 3);
  }

  private static List<String> texts(String source) {
    return JavaProse.of(source).stream().map(each -> each.text().strip()).toList();
  }
}
