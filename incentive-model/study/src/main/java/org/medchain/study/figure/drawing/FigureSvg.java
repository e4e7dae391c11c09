package org.medchain.study.figure.drawing;

import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.BifurcationFigure;
import org.medchain.study.figure.CountDensityFigure;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.GradientFigure;
import org.medchain.study.figure.HeatMapFigure;
import org.medchain.study.figure.PhaseFigure;
import org.medchain.study.figure.RegionFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SimplexDensityFigure;
import org.medchain.study.figure.SimplexFigure;

/** Draws figures as SVG text. */
public final class FigureSvg {
  private FigureSvg() {}

  /**
   * An {@code svg} element, well-formed XML in the SVG name space, 720 units wide, ready for a
   * page: its identifiers begin with the figure's. The same data give the same text; on machines
   * with other fonts, places of words may differ by some units.
   */
  public static String of(GameFigure figure) {
    return switch (figure) {
      case SimplexFigure f -> SimplexDrawing.draw(f);
      case GradientFigure f -> GradientDrawing.draw(f);
      case CountDensityFigure f -> CountDensityDrawing.draw(f);
      case SimplexDensityFigure f -> SimplexDensityDrawing.draw(f);
      case PhaseFigure f -> PhaseDrawing.draw(f);
      case BifurcationFigure f -> BifurcationDrawing.draw(f);
      case RegionFigure f -> RegionDrawing.draw(f);
      case HeatMapFigure f -> HeatMapDrawing.draw(f);
      case SeriesFigure f -> SeriesDrawing.draw(f);
      case BarFigure f -> BarDrawing.draw(f);
    };
  }
}
