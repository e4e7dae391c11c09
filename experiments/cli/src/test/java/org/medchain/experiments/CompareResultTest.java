package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.launcher.WholeFolder;

/** RES-4: which files of a run equal the committed result of its name. */
class CompareResultTest {
  @TempDir static Path made;

  @TempDir Path root;
  private CommandFixture command;
  private Path run;

  /** A run, and the same made again as the committed result. */
  @BeforeAll
  static void makeTwice() throws IOException {
    CommandFixture project = new CommandFixture(made, FakeTrials::run);
    Path config = project.config(CommandFixture.CONFIG);
    project.run("run", config.toString());
    Files.move(project.onlyRun(), made.resolve("results/q"));
    project.run("run", config.toString());
  }

  @BeforeEach
  void copyBoth() throws IOException {
    Path results = made.resolve("results");
    try (Stream<Path> files = Files.walk(results)) {
      for (Path file : files.toList()) {
        Path copy = root.resolve("results").resolve(results.relativize(file).toString());
        Files.copy(file, copy);
      }
    }
    command = new CommandFixture(root, FakeTrials::run);
    run = command.onlyRun();
  }

  private Ended compare(Path folder) {
    return command.run("results", "--compare", folder.toString());
  }

  private void change(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void sameRunIsEqualWhateverItsManifestTells() throws IOException {
    change(run.resolve("manifest.json"), "2025-01-01", "2026-01-01");
    change(run.resolve("report/index.html"), "2025-01-01", "2026-01-01");
    Ended ended = compare(run);
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .startsWith(run + " beside results/q\n")
        .contains("\nequal       trials.csv\n", "\nequal       histograms/ (8 files)\n")
        .contains("\nmay differ  report/index.html: the page tells when, where, from which commit")
        .contains("\nmay differ  manifest.json: provenance: when, on which machine, from which")
        .containsPattern("\nall that must be equal is equal: \\d+ files\n$");
  }

  @Test
  void differenceIsToldByItsLineAndBothTexts() throws IOException {
    change(run.resolve("trials.csv"), "\n3,pbft,4,", "\n3,pbft,5,");
    change(run.resolve("config.yaml"), "name: q", "name: r");
    Files.delete(run.resolve("histograms/2.hlog"));
    Files.writeString(run.resolve("errors.txt"), "x");
    Ended ended = compare(run);
    assertThat(ended.code()).isEqualTo(Medchain.FAILED);
    assertThat(ended.out())
        .contains("different   trials.csv: line 4: committed 3,pbft,4,", ", here 3,pbft,5,")
        .contains("different   config.yaml: line 1: committed name: q, here name: r")
        .contains("missing     histograms/2.hlog: only in the committed result")
        .contains("only here   errors.txt: only in this run")
        .containsPattern("\n4 of \\d+ files that must be equal are not\n$");
  }

  @Test
  void runIsFoundInTheFolderThatOutNamed() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.move(run, elsewhere.resolve("x"));
    assertThat(compare(elsewhere).out()).startsWith(elsewhere.resolve("x") + " beside results/q\n");
    MedchainTest.refused(compare(run), run + ": there is no such folder; the folder of a run");
  }

  @Test
  void wrongInputIsOneLine() throws IOException {
    Path committed = root.resolve("results/q");
    MedchainTest.refused(compare(committed), committed + ": this is the committed result itself");
    MedchainTest.refused(
        compare(run.resolve("trials.csv")),
        run.resolve("trials.csv") + ": there is no such folder");
    change(run.resolve("manifest.json"), "\"name\" : \"q\"", "\"name\" : \"other\"");
    MedchainTest.refused(
        compare(run), run + ": no committed result is called \"other\"; allowed: q");
    Files.writeString(run.resolve("manifest.json"), "{\n");
    MedchainTest.refused(compare(run), run.resolve("manifest.json") + ":2: not JSON");
  }

  /** A study writes no manifest: it is known by its game. */
  @Test
  void studyIsComparedWithTheCommittedOneOfItsGame() throws IOException {
    for (String name : new String[] {"first", "second"}) {
      Path folder = Files.createDirectories(root.resolve("results/games/" + name));
      Files.writeString(folder.resolve("manifest.json"), "{\"command_line\": \"x\", \"code\": []}");
      Files.writeString(
          folder.resolve("results.json"),
          "{\"game\": \"The %s\", \"found\": [1, {\"mean\": 2}]}\n".formatted(name));
      Files.writeString(folder.resolve("index.html"), "Made by: game --out results");
    }
    Path out = Files.createDirectory(root.resolve("out"));
    Files.writeString(
        out.resolve("results.json"), "{\"game\": \"The second\", \"found\": [1, {\"mean\": 3}]}\n");
    Files.writeString(out.resolve("index.html"), "Made by: game --out out");
    assertThat(compare(out).out())
        .startsWith(out + " beside results/games/second\n")
        .contains("may differ  index.html: the page tells")
        .contains("different   results.json: line 1: committed ")
        .contains("may differ  manifest.json: provenance");
  }

  /** Claims have neither: the names of their files are those of no other result. */
  @Test
  void filesNamedAsThoseOfOneResultAreComparedWithIt() throws IOException {
    Path claims = Files.createDirectories(root.resolve("results/claims"));
    Files.writeString(claims.resolve("manifest.json"), "{\"command_line\": \"x\", \"code\": []}");
    Files.writeString(claims.resolve("verdicts.csv"), "claim,verdict\na,holds\n");
    Files.writeString(claims.resolve("run.json"), "{\"commit\": \"a\"}");
    Path out = Files.createDirectory(root.resolve("out"));
    Files.copy(claims.resolve("verdicts.csv"), out.resolve("verdicts.csv"));
    Files.writeString(out.resolve("run.json"), "{\"commit\": \"b\"}");
    Ended ended = compare(out);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("may differ  run.json: provenance: from which commit");
    WholeFolder.delete(claims);
    MedchainTest.refused(compare(out), out + ": no committed result is called \"out\"");
  }
}
