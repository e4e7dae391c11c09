package org.medchain.study.figure.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medchain.study.figure.GameFigure;

/**
 * A page with figures and tables that opens from disk and needs no other file.
 *
 * @param title of the page
 * @param introduction a paragraph under it; may be empty
 * @param parts from top to bottom
 */
public record FigurePage(String title, String introduction, List<PagePart> parts) {
  /** Checks that no two figures have the same id, which names their files. */
  public FigurePage {
    parts = List.copyOf(parts);
    List<String> ids =
        parts.stream()
            .filter(PageFigure.class::isInstance)
            .map(part -> ((PageFigure) part).figure().heading().id())
            .toList();
    if (ids.stream().distinct().count() < ids.size()) {
      throw new IllegalArgumentException("two figures of the page have the same id: " + ids);
    }
  }

  /** A part of a page. */
  public sealed interface PagePart {}

  /**
   * A figure with the command that draws it again.
   *
   * @param command as typed into a shell
   */
  public record PageFigure(GameFigure figure, String command) implements PagePart {}

  /**
   * A table.
   *
   * @param caption whole sentences; may be empty
   * @param header a name for each column
   * @param rows each as long as the header
   */
  public record PageTable(
      String title, String caption, List<String> header, List<List<String>> rows)
      implements PagePart {
    /** Checks that each row has a cell for each column. */
    public PageTable {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != header.size()) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "table '%s': a row of %d cells under %d heads",
                  title,
                  row.size(),
                  header.size()));
        }
      }
    }
  }

  /** A heading with a paragraph. */
  public record PageParagraph(String title, String paragraph) implements PagePart {}

  /** The page's text: HTML that is also well-formed XML. */
  public String html() {
    return FigurePageHtml.of(this);
  }

  /**
   * Writes {@code index.html} and beside it each figure as {@code <id>.svg}.
   *
   * @return the page
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (PagePart part : parts) {
      if (part instanceof PageFigure drawn) {
        FigureWriter.write(folder, drawn.figure());
      }
    }
    return Files.writeString(folder.resolve("index.html"), html());
  }
}
