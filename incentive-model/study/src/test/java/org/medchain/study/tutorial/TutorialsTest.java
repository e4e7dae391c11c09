package org.medchain.study.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;

/**
 * The pages that students begin with do what they say: files are written, Java is compiled,
 * commands run, and every line and figure promised is there (GAME-10, GAME-13, GAME-16).
 */
@Tag("statistical")
class TutorialsTest {
  private static final Path MODEL = Repository.file("incentive-model");
  private static final Path FIGURES = MODEL.resolve("tutorials/reproduce-figure-k.md");

  @TempDir private static Path folder;

  /** Pages on samples alone share one, so that no run is made twice; students have their own. */
  private static TutorialRunner visitor;

  @BeforeAll
  static void arrive() {
    visitor = new TutorialRunner(folder.resolve("visitor"));
  }

  static Stream<Path> tutorials() throws IOException {
    try (Stream<Path> files = Files.list(MODEL.resolve("tutorials"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  static Stream<Path> pages() throws IOException {
    return Stream.concat(Stream.of(MODEL.resolve("README.md")), tutorials());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void keepsItsPromises(Path file) throws Exception {
    TutorialPage page = TutorialPage.read(file);
    TutorialRunner reader =
        page.hasFiles() ? new TutorialRunner(folder.resolve(file.getFileName())) : visitor;
    for (TutorialPage.TutorialStep step : page.steps()) {
      follow(reader, step);
    }
  }

  private static void follow(TutorialRunner reader, TutorialPage.TutorialStep step)
      throws Exception {
    StringBuilder output = new StringBuilder();
    for (TutorialPage.TutorialPart part : step.parts()) {
      switch (part) {
        case TutorialPage.WrittenFile written -> reader.write(written);
        case TutorialPage.TypedCommands typed -> {
          for (String line : typed.lines()) {
            output.append(reader.type(line));
          }
        }
        case TutorialPage.PromisedOutput promised -> {
          List<String> lines = output.toString().lines().map(TutorialPage::words).toList();
          assertThat(lines).as(step.heading()).containsSubsequence(promised.lines());
          output.setLength(0);
        }
        case TutorialPage.PromisedFigure ignored -> {}
      }
    }
    for (TutorialPage.TutorialPart part : step.parts()) {
      if (part instanceof TutorialPage.PromisedFigure drawn) {
        requireDrawn(reader.file(drawn.path()));
      }
    }
  }

  /** The file is there, as SVG, and on the page beside it. */
  private static void requireDrawn(Path svg) throws IOException {
    String name = svg.getFileName().toString().replace(".svg", "");
    // Not whole contents: a failure would print them.
    assertThat(Files.readString(svg).contains("id='" + name + "'")).as(svg.toString()).isTrue();
    assertThat(Files.readString(svg.resolveSibling("index.html")).contains(name)).isTrue();
  }

  /** A step that ends without something to see leaves the reader alone. */
  @ParameterizedTest
  @MethodSource("tutorials")
  void everyStepEndsWithACommandAndWhatIsSeen(Path file) {
    List<TutorialPage.TutorialStep> steps = TutorialPage.read(file).numbered();

    assertThat(steps).hasSizeGreaterThan(4);
    assertThat(steps)
        .extracting(TutorialPage.TutorialStep::number)
        .isEqualTo(IntStream.rangeClosed(1, steps.size()).boxed().toList());
    for (TutorialPage.TutorialStep step : steps) {
      List<TutorialPage.TutorialPart> parts = step.parts();
      assertThat(parts.subList(parts.size() - 2, parts.size()))
          .as(step.heading())
          .hasExactlyElementsOfTypes(
              TutorialPage.TypedCommands.class, TutorialPage.PromisedOutput.class);
    }
  }

  /** One figure a step, and every kind that {@code medchain game} draws. */
  @Test
  void everyKindOfFigureIsThere() {
    List<String> names =
        TutorialPage.read(FIGURES).numbered().stream()
            .flatMap(
                step -> step.parts().stream().filter(TutorialPage.PromisedFigure.class::isInstance))
            .map(drawn -> ((TutorialPage.PromisedFigure) drawn).path().replaceAll(".*/|[-.].*", ""))
            .toList();

    assertThat(names).hasSize(TutorialPage.read(FIGURES).numbered().size());
    assertThat(names)
        .contains("simplex", "gradient", "stationary", "phase", "scan", "regions", "basins")
        .contains("runs", "points", "sensitivity", "repairs", "quantal", "sharing", "temptation");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itsLinksLeadSomewhere(Path file) {
    assertThat(TutorialPage.read(file).links())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each).exists());
  }

  /** No page asks for a JDK on the shell's path; the launcher's test compiles as pages do. */
  @Test
  void pagesLetTheLauncherFindTheJdk() throws IOException {
    for (String page : List.of("add-a-strategy.md", "add-a-mechanism.md", "add-a-player.md")) {
      String text = Files.readString(MODEL.resolve("tutorials").resolve(page));

      assertThat(text).contains("\n" + TutorialRunner.CLASS_PATH + "\n");
      assertThat(text.lines()).noneMatch(line -> line.matches("javac? .*"));
    }
  }
}
