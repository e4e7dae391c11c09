package org.medchain.paper.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;

/** CLAIM-7, CLAIM-9: placeholders of a page, and values that a page shows with their source. */
class ReportTextTest {
  @TempDir private Path home;

  @BeforeEach
  void writeSources() throws Exception {
    Files.createDirectories(home.resolve("results/a"));
    Files.writeString(home.resolve("results/a/t.csv"), "k,n,v\na,1,10\na,2,\nb,1,30\n");
    Files.writeString(
        home.resolve("results/a/manifest.json"),
        "{\"commit\": \"0123456789abcdef\", \"command_line\": \"make | it\"}");
    Files.writeString(home.resolve("results/a/f.svg"), "<svg viewBox='0 0 4 2'/>");
  }

  private String resolve(String page) throws UserInputException {
    return ReportText.resolve("paper/p.md", page, home, new PaperSources(home)).plain();
  }

  private List<String> refused(String page) {
    return catchThrowableOfType(UserInputException.class, () -> resolve(page)).lines();
  }

  @Test
  void placeholdersBecomeValues() throws Exception {
    assertThat(
            resolve(
                """
                {{t = results/a/t.csv}}
                It is {{t: v where k=b}}, or
                {{results/a/t.csv: v where
                  n=1 | mean
                  | %.1f}}; *{{results/a/manifest.json: command_line}}*.
                """))
        .isEqualTo("\nIt is 30, or\n20.0; *make | it*.\n");
  }

  @Test
  void tablesHaveARowForEachCombinationOfKeys() throws Exception {
    assertThat(
            resolve(
                """
                {{t = results/a/t.csv}}{{table t where k!=c by k:
                  "first | one" v where n=1 | %.0f; 'second' v where n=2 | or –}}
                """))
        .isEqualTo(
            """
            | k | first \\| one | second |
            | --- | ---: | --- |
            | a | 10 | – |
            | b | 30 | – |
            """);
  }

  @Test
  void aTableWithoutRowsIsAnErrorUnlessItSaysWhatStandsThere() throws Exception {
    assertThat(resolve("{{table results/a/t.csv where k=z by k, n or \"no row\": \"v\" v}}"))
        .isEqualTo("no row");
    assertThat(refused("{{table results/a/t.csv where k=z by k: \"v\" v}}"))
        .singleElement()
        .asString()
        .startsWith("paper/p.md:1: results/a/t.csv: no row fits the table's conditions;");
  }

  @Test
  void onlyTheBranchThatIsThereIsRead() throws Exception {
    String page = "{{if %s}}1 {{%s}}{{else}}2 {{%s}}{{end}}";
    String value = "results/a/t.csv: v where k=b";
    String missing = "results/b/t.csv: v";

    assertThat(resolve(page.formatted("results/a/t.csv", value, missing))).isEqualTo("1 30");
    assertThat(resolve(page.formatted("results/b/t.csv", missing, value))).isEqualTo("2 30");
  }

  @Test
  void eachProblemHasItsFileAndLine() {
    assertThat(
            refused(
                """
                # Page

                {{results/a/t.csv: w}} and
                {{u: v}}
                {{what}}
                ![A figure](../results/a/g.svg)
                {{if results/a/t.csv}}
                {{table results/a/t.csv by k}}
                """))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("paper/p.md:3: results/a/t.csv has no column 'w'"),
            line -> assertThat(line).startsWith("paper/p.md:4: 'u' is no source; short names"),
            line -> assertThat(line).startsWith("paper/p.md:5: '{{what}}' is no placeholder;"),
            line -> assertThat(line).startsWith("paper/p.md:6: results/a/g.svg: there is no such"),
            line -> assertThat(line).startsWith("paper/p.md:8: a table is: table SOURCE"),
            line -> assertThat(line).isEqualTo("paper/p.md: an {{if}} has no {{end}}"));
    assertThat(refused("{{end}}")).containsExactly("paper/p.md:1: {{end}} without {{if PATH}}");
  }

  @Test
  void sourcesAreAllThatIsQuotedWithWhatMadeThem() throws Exception {
    String page = "{{results/a/t.csv: v where k=b}} ![f](../results/a/f.svg)\n\n{{sources}}\n";

    assertThat(resolve(page).lines().skip(2))
        .hasSize(4)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).isEqualTo("| file | SHA-256 | commit | made by |");
              assertThat(lines.get(2)).startsWith("| results/a/f.svg | ");
              assertThat(lines.get(3))
                  .matches(
                      "\\| results/a/t.csv \\| [0-9a-f]{12} \\| 0123456789ab \\| make . it \\|");
            });
  }

  @Test
  void literalsAreThoseOfTheirSource() {
    String page =
        """
        <!-- t = results/a/t.csv --> <!-- a word to authors -->
        | 30 <!-- = t: v where k=b --> | 130 <!-- = t: v where k=b --> |
        make | it <!-- = results/a/manifest.json: command_line -->
        9 <!-- = results/a/t.csv: v where k=a, n=1 \\| %.0f -->
        """;

    assertThat(TestedLiterals.problems("A.md", page, new PaperSources(home)))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("A.md:2: ").endsWith("its source says 30"),
            line -> assertThat(line).startsWith("A.md:4: ").endsWith("its source says 10"));
  }

  @Test
  void valuesWithASourceAreTakenOutOfAPage() {
    String page = "| 30 <!-- = t: v where k=b --> and 7\n<!-- a word --> |";

    assertThat(TestedLiterals.areIn(page)).isTrue();
    assertThat(UnsourcedNumbers.in("A.md", TestedLiterals.without(page)))
        .singleElement()
        .asString()
        .startsWith("A.md:1: '7' has no source");
    assertThat(TestedLiterals.areIn("<!-- t = results/a/t.csv --> 30 <!-- a word -->")).isFalse();
  }
}
