package org.medchain.study.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.page.FigurePage;
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
    List<FigurePage.PagePart> parts = new ArrayList<>();
    for (GameFigure figure : findings.figures()) {
      parts.add(new FigurePage.PageFigure(figure, again));
    }
    parts.addAll(tables(findings.parts()));
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    FigurePage page =
        new FigurePage(study.title() + ": " + command, "Made by: " + again + "." + source, parts);
    try {
      Path written = page.write(folder);
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

  /** The content under one heading: its sentences become the first table's caption. */
  private static List<FigurePage.PagePart> tables(List<ResultPart> parts) {
    List<FigurePage.PagePart> page = new ArrayList<>();
    for (int from = 0; from < parts.size(); ) {
      int to = from + 1;
      while (to < parts.size() && !(parts.get(to) instanceof ResultPart.HeadingPart)) {
        to++;
      }
      page.addAll(group(parts.subList(from, to)));
      from = to;
    }
    return page;
  }

  private static List<FigurePage.PagePart> group(List<ResultPart> parts) {
    String title = "";
    List<String> sentences = new ArrayList<>();
    List<ResultPart.TablePart> tables = new ArrayList<>();
    for (ResultPart part : parts) {
      switch (part) {
        case ResultPart.HeadingPart heading -> title = heading.text();
        case ResultPart.TextPart text -> sentences.add(text.text());
        case ResultPart.TablePart table -> tables.add(table);
      }
    }
    String words = String.join(" ", sentences);
    if (tables.isEmpty()) {
      return List.of(new FigurePage.PageParagraph(title, words));
    }
    List<FigurePage.PagePart> page = new ArrayList<>();
    for (ResultPart.TablePart table : tables) {
      boolean first = page.isEmpty();
      page.add(
          new FigurePage.PageTable(
              first ? title : title + ", continued",
              first ? words : "",
              table.columns(),
              table.rows()));
    }
    return page;
  }
}
