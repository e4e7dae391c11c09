package org.medchain.study.figure.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Many small shapes of few colours: those of one colour are drawn as one path. */
final class ColoredShapes {
  private final Map<Integer, Path2D> paths = new TreeMap<>();

  void add(int level, Shape shape) {
    paths.computeIfAbsent(level, l -> new Path2D.Double()).append(shape, false);
  }

  void draw(FigureCanvas pen, IntFunction<Color> color) {
    paths.forEach(
        (level, path) -> {
          pen.fill(path, color.apply(level));
          // Covers the hairlines that smoothing leaves between neighbours.
          pen.draw(path, color.apply(level), new BasicStroke(0.6f));
        });
  }
}
