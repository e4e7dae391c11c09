package org.medchain.study.figure.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.drawing.FigureSvg;

/** Puts figures into files. */
public final class FigureWriter {
  private FigureWriter() {}

  /**
   * Writes {@code <id>.svg} into a folder, which is made where it does not exist; a file of that
   * name is replaced.
   *
   * @return the file
   */
  public static Path write(Path folder, GameFigure figure) throws IOException {
    Path file = Files.createDirectories(folder).resolve(figure.heading().id() + ".svg");
    return Files.writeString(
        file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + FigureSvg.of(figure) + "\n");
  }
}
