package org.medchain.paper.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;

/** CLAIM-7: what a placeholder makes of a table. */
class ValueExpressionTest {
  @TempDir private Path home;
  private PaperSources sources;
  private SourceTable table;

  @BeforeEach
  void writeSources() throws Exception {
    Files.createDirectories(home.resolve("results/a"));
    Files.writeString(
        home.resolve("results/a/t.csv"),
        """
        protocol,nodes,p50_ms,note
        pbft,4,120.0,"a, b"
        pbft,7,140.0,x
        pow,4,,y
        pow,7,9000,y
        """);
    Files.writeString(
        home.resolve("results/a/m.json"),
        "{\"deep\": {\"n\": 3, \"list\": [{\"id\": \"T2\", \"ok\": true}, {\"id\": \"T3\"}]}}");
    sources = new PaperSources(home);
    table = sources.table("results/a/t.csv");
  }

  private String of(String expression) throws SourceProblem {
    return ExpressionParser.parse(expression).of(table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p50_ms where protocol=pbft, nodes=4; 120.0",
        "p50_ms where nodes=4.0, protocol=pbft | %.0f; 120",
        "p50_ms where protocol=pbft | mean | / 1000 | %.2f; 0.13",
        "p50_ms where protocol=pbft | median | %.1f; 130.0",
        "p50_ms where protocol=pbft | min | %.0f; 120",
        "p50_ms | present | max | * 2 | %,.0f; 18,000",
        "p50_ms where nodes>=7 | sum | %.0f; 9140",
        "p50_ms | count; 3",
        "nodes where protocol!=pow | count; 2",
        "nodes | distinct; 2",
        "note where protocol!=pbft | distinct; 1",
        "p50_ms where nodes=5 | distinct; 0",
        "p50_ms where protocol=pow, nodes=4 | or –; –",
        "note where p50_ms<130; 'a, b'",
        "protocol where note='a, b'; pbft",
        "note where protocol=pow; y",
      })
  void rowsAreChosenAndOneValueIsMade(String expression, String value) throws Exception {
    assertThat(of(expression)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p50; did you mean 'p50_ms'?",
        "p50_ms where node=4; did you mean 'nodes'?",
        "p50_ms where nodes=5; no row fits 'where nodes … 5'",
        "p50_ms where protocol=pow | mean | %.1f; 1 of the 2 rows that fit have no p50_ms",
        "p50_ms where protocol=pbft; 2 rows fit, with 2 values of p50_ms; add conditions",
        "p50_ms where protocol=pbft | mean; a computed number needs a form",
        "note where nodes=7 | max | %.0f; note is 'x', no number",
        "p50_ms | average; steps: present, one, mean, median, p99, min, max, sum, count, distinct",
        "p50_ms | mean | max | %.1f; '| max' is no step, or a second one",
        "p50_ms | / 0 | %.1f; no number to multiply with or to divide by",
        "p50_ms where nodes 4; wanted: COLUMN, one of = != < <= > >=",
        "; wanted: COLUMN, or COLUMN where COLUMN=VALUE",
      })
  void whatDoesNotFitIsRefusedWithWhatIsAllowed(String expression, String said) {
    assertThatThrownBy(() -> of(expression == null ? "" : expression))
        .isInstanceOf(SourceProblem.class)
        .hasMessageContaining(said);
  }

  @Test
  void documentsAreTablesOfOneRowAndTheirListsTables() throws Exception {
    SourceTable whole = sources.table("results/a/m.json");
    SourceTable list = sources.table("results/a/m.json#deep.list");

    assertThat(ExpressionParser.parse("deep.n").of(whole)).isEqualTo("3");
    assertThat(ExpressionParser.parse("deep.list.1.id").of(whole)).isEqualTo("T3");
    assertThat(ExpressionParser.parse("id where ok=true").of(list)).isEqualTo("T2");
    assertThatThrownBy(() -> sources.table("results/a/m.json#deep"))
        .hasMessage("results/a/m.json#deep: there is no list; lists: deep.list");
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml",
    "results/runs/a/trials.csv",
    "results/../pom.xml",
    "/etc/passwd",
    "resultsx/a.csv",
  })
  void onlyCommittedResultsMayBeQuoted(String path) {
    assertThatThrownBy(() -> sources.table(path)).hasMessageContaining("may not be quoted");
  }

  @Test
  void whatIsNotThereOrNoTableIsRefused() throws Exception {
    Files.writeString(home.resolve("results/a/page.html"), "<p>");
    Files.writeString(home.resolve("results/a/bad.json"), "{");

    assertThatThrownBy(() -> sources.table("results/a/none.csv"))
        .hasMessage("results/a/none.csv: there is no such file");
    assertThatThrownBy(() -> sources.table("results/a/page.html"))
        .hasMessageEndingWith("allowed: .csv, .json, .yaml");
    assertThatThrownBy(() -> sources.table("results/a/bad.json"))
        .hasMessageStartingWith("results/a/bad.json is neither JSON nor YAML");
  }

  @Test
  void whatRoundsToZeroHasNoSign() {
    assertThat(new NumberForm(2, false, false).write(-0.001)).isEqualTo("0.00");
    assertThat(new NumberForm(0, true, false).write(-1234.4)).isEqualTo("-1,234");
    NumberForm three = NumberForm.of("%.3g").orElseThrow();
    assertThat(three.write(2.13793704)).isEqualTo("2.14");
    assertThat(three.write(0.00087)).isEqualTo("0.00087");
    assertThat(three.write(26399.6)).isEqualTo("26400");
    assertThat(three.write(-0.0)).isEqualTo("0");
  }
}
