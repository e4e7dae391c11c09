package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.drawing.FigureRenderer;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.PanelFrame;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.ReportSentence;

/**
 * Draws figures, each as a file of its own and as a part of a page.
 *
 * @param folder of the files
 * @param redraw the command that draws them again
 */
record DrawnFigures(Path folder, String redraw) {
  /** The parts of the page, with the figures' captions; none where drawing is impossible. */
  List<String> of(List<ResultFigure> figures) throws IOException {
    if (!PanelFrame.trouble().isEmpty()) {
      return List.of();
    }
    Files.createDirectories(folder);
    List<String> parts = new ArrayList<>();
    for (ResultFigure figure : figures) {
      String svg = FigureRenderer.draw(figure);
      String file = figure.id() + ".svg";
      AtomicFile.write(
          folder.resolve(file), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg + "\n");
      String title = Markup.escape(figure.title());
      // The element's own start tag gets a name for screen readers.
      String named = "<svg role=\"img\" aria-label=\"" + title + "\"" + svg.substring(4);
      parts.add(
          ReportSentence.of(
              "page.figure",
              title,
              named,
              Markup.escape(figure.caption()),
              Markup.escape(redraw),
              Markup.link("figures/" + file)));
    }
    return parts;
  }
}
