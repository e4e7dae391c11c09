package org.medchain.study.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.Quoted;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.study.figure.FigurePage;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.file.StudyFile;

/**
 * The folder of a run: index.html with tables and figures, each figure as SVG, tables of numbers,
 * results.json.
 */
public final class RunPage {
  private RunPage() {}

  /** Where a page goes if nobody says where. */
  public static Path folder(String study, String command) {
    String home = System.getProperty("medchain.home", "");
    return Path.of(home, "results", "runs", "game-" + study + "-" + command);
  }

  /**
   * Writes all of it, in place of what is there.
   *
   * @param command of {@code game}
   * @param again the command that writes the same page
   * @return the page
   */
  public static Path write(
      Path folder, StudyFile study, String command, String again, Findings findings)
      throws Refusal {
    List<FigurePage.Part> parts = new ArrayList<>();
    for (GameFigure figure : findings.figures()) {
      parts.add(new FigurePage.Drawn(figure, again));
    }
    parts.addAll(tables(findings.parts()));
    String source = study.source().isEmpty() ? "" : " Source: " + study.source() + ".";
    FigurePage page =
        new FigurePage(study.title() + ": " + command, "Made by: " + again + "." + source, parts);
    try {
      Path written = page.write(folder);
      for (Map.Entry<String, String> file : findings.files().entrySet()) {
        AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
      }
      AtomicFile.write(folder.resolve("results.json"), Json.text(findings.json()) + "\n");
      return written;
    } catch (IOException e) {
      throw new Refusal(
          "--out: "
              + Quoted.place(folder.toString())
              + " cannot be written: "
              + Quoted.sentence(e.toString()));
    }
  }

  /** What stands under one heading: its sentences become the first table's caption. */
  private static List<FigurePage.Part> tables(List<Part> parts) {
    List<FigurePage.Part> page = new ArrayList<>();
    for (int from = 0; from < parts.size(); ) {
      int to = from + 1;
      while (to < parts.size() && !(parts.get(to) instanceof Part.Heading)) {
        to++;
      }
      page.addAll(group(parts.subList(from, to)));
      from = to;
    }
    return page;
  }

  private static List<FigurePage.Part> group(List<Part> parts) {
    String title = "";
    List<String> sentences = new ArrayList<>();
    List<Part.Table> tables = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Heading heading -> title = heading.words();
        case Part.Text text -> sentences.add(text.words());
        case Part.Table table -> tables.add(table);
      }
    }
    String words = String.join(" ", sentences);
    if (tables.isEmpty()) {
      return List.of(new FigurePage.Text(title, words));
    }
    List<FigurePage.Part> page = new ArrayList<>();
    for (Part.Table table : tables) {
      boolean first = page.isEmpty();
      page.add(
          new FigurePage.Table(
              first ? title : title + ", continued",
              first ? words : "",
              table.columns(),
              table.rows()));
    }
    return page;
  }
}
