package org.medchain.chaos.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SCH-12: of the guards in the table 95 % are caught, and each of the others is argued. */
final class SurvivingGuardsTest {
  private static final Pattern ROW = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^,\"]*),([^,]*),(.*)");
  private static final Pattern ARGUED = Pattern.compile("^- `(.*)` \\(`(.*)`\\): .+");

  private static List<String> lines(String file) throws IOException {
    Path home = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(home.resolve("spec/requirements"))) {
      home = home.getParent();
    }
    return Files.readAllLines(home.resolve(file));
  }

  @Test
  void enoughAreCaughtAndTheOthersArgued() throws IOException {
    List<String> survivors = new ArrayList<>();
    List<String> rows = lines("results/mutants/guards.csv");
    for (String line : rows.subList(1, rows.size())) {
      Matcher row = ROW.matcher(line);
      assertThat(row.matches()).as(line).isTrue();
      if (row.group(3).isEmpty()) {
        String name = row.group(1).replaceAll("^\"|\"$", "").replace("\"\"", "\"");
        survivors.add(name + " in " + row.group(2));
      }
    }
    List<String> argued =
        lines("spec/guards.md").stream()
            .map(ARGUED::matcher)
            .filter(Matcher::matches)
            .map(item -> item.group(1) + " in " + item.group(2))
            .toList();

    assertThat(rows).hasSizeGreaterThan(250);
    assertThat(argued).containsExactlyElementsOf(survivors);
    assertThat(survivors.size() * 100).isLessThanOrEqualTo(5 * (rows.size() - 1));
  }
}
