package org.medchain.study.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.PanelFrame;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.file.StudyFile;

/**
 * The folder of a run: index.html with tables and figures, each figure as SVG, tables of numbers,
 * results.json.
 */
public final class ResultFolder {
  private ResultFolder() {}

  /** Where a page goes by default. */
  public static Path folder(String study, String command) {
    String home = System.getProperty("medchain.home", "");
    return Path.of(home, "results", "runs", "game-" + study + "-" + command);
  }

  /**
   * Writes all of it, replacing older files.
   *
   * @param command of {@code game}
   * @param again the command that writes the same page
   * @return the page
   */
  public static Path write(
      Path folder, StudyFile study, String command, String again, StudyResults findings)
      throws UserInputException {
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    String trouble = PanelFrame.trouble();
    List<GameFigure> figures = trouble.isEmpty() ? findings.figures() : List.of();
    String introduction = "Made by: " + again + "." + source + " " + trouble;
    ResultPage page = new ResultPage(study.title() + ": " + command, introduction.strip(), again);
    try {
      Path written = Files.createDirectories(folder).resolve("index.html");
      for (GameFigure figure : figures) {
        Files.writeString(
            folder.resolve(figure.heading().id() + ".svg"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + figure.svg() + "\n");
      }
      Files.writeString(written, page.html(figures, findings.parts()));
      for (Map.Entry<String, String> file : findings.attachments().entrySet()) {
        AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
      }
      AtomicFile.write(folder.resolve("results.json"), ResultJson.text(findings.json()) + "\n");
      return written;
    } catch (IOException e) {
      throw new UserInputException(
          "--out: %s cannot be written: %s"
              .formatted(QuotedText.path(folder.toString()), QuotedText.sentence(e.toString())));
    }
  }
}
