package org.medchain.spec.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page lists what only the long build checks. */
class ExhaustivePageTest {
  private static final String PAGE = "spec/exhaustive.md";

  /** Test classes are named in a row's first cell. */
  private static final Pattern NAMED = Pattern.compile("(?m)^\\| `(\\w+)");

  private static final Pattern TAGGED =
      Pattern.compile("@Tag\\(\"exhaustive\"\\)|List<Case> largeCases\\(\\) \\{");

  @Test
  void thePageNamesTheTestsThatAreTaggedAndNoOthers() throws IOException {
    Repository repository = Repository.here();
    Set<String> tagged = new TreeSet<>();
    for (Source each : repository.files("", ".java")) {
      if (each.isTest() && !each.text().contains("abstract class") && isTagged(each.text())) {
        tagged.add(each.name().replace(".java", ""));
      }
    }
    Set<String> named = new TreeSet<>();
    NAMED
        .matcher(Files.readString(repository.root().resolve(PAGE)))
        .results()
        .forEach(row -> named.add(row.group(1)));
    assertThat(named).isEqualTo(tagged);
  }

  private static boolean isTagged(String text) {
    return TAGGED.matcher(text).find();
  }

  @Test
  void aTaggedTestAndAModelWithLargeCasesAreFound() {
    assertThat(isTagged("@Tag(\"exha" + "ustive\")\nvoid all() {}")).isTrue();
    assertThat(isTagged("  List<Case> " + "largeCases() {\n")).isTrue();
    assertThat(isTagged("@Tag(\"fast\")\nvoid all() {}")).isFalse();
  }
}
