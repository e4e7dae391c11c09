package org.medchain.study.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.study.figure.Words.Anchor;

/** What the marks of a figure mean, in as many rows above it as it takes. */
final class Legend {
  private static final int ROW = 24;
  private static final int SAMPLE = 34;
  private static final int GAP = 20;
  private static final int LEFT = 16;

  private final List<Entry> entries = new ArrayList<>();

  /** Draws a sample around its middle. */
  interface Sample {
    void draw(Pen pen, Point2D middle);
  }

  private record Entry(Sample sample, String words, double width) {}

  Legend add(String words, Sample sample) {
    entries.add(new Entry(sample, words, SAMPLE));
    return this;
  }

  /** Words without a sample. */
  Legend note(String words) {
    if (!words.isEmpty()) {
      entries.add(new Entry((pen, middle) -> {}, words, 0));
    }
    return this;
  }

  Legend line(String words, Color color, BasicStroke stroke) {
    return add(words, (pen, middle) -> pen.draw(dash(middle), color, stroke));
  }

  /** The marks of those rest points that occur. */
  Legend rests(Stream<Stability> occurring) {
    List<Stability> found = occurring.distinct().toList();
    Arrays.stream(Stability.values())
        .filter(found::contains)
        .forEach(s -> add(s.words(), (pen, middle) -> Marks.rest(pen, s, middle)));
    return this;
  }

  static Line2D dash(Point2D middle) {
    return new Line2D.Double(middle.getX() - 15, middle.getY(), middle.getX() + 15, middle.getY());
  }

  /** Height in pixels when set in this width; 0 without entries. */
  double height(Pen pen, double width) {
    List<List<Entry>> rows = rows(pen, width);
    return rows.isEmpty() ? 0 : rows.size() * ROW + 8;
  }

  void draw(Pen pen, double width) {
    double middle = ROW / 2.0 + 4;
    for (List<Entry> row : rows(pen, width)) {
      double x = LEFT;
      for (Entry entry : row) {
        entry.sample().draw(pen, new Point2D.Double(x + entry.width() / 2, middle));
        double words = x + entry.width() + (entry.width() > 0 ? 6 : 0);
        pen.text(entry.words(), words, middle, Looks.SMALL, Anchor.START);
        x += needed(pen, entry);
      }
      middle += ROW;
    }
  }

  private List<List<Entry>> rows(Pen pen, double width) {
    List<List<Entry>> rows = new ArrayList<>();
    double x = width;
    for (Entry entry : entries) {
      double needed = needed(pen, entry);
      if (x + needed - GAP > width - LEFT) {
        rows.add(new ArrayList<>());
        x = LEFT;
      }
      rows.getLast().add(entry);
      x += needed;
    }
    return rows;
  }

  private static double needed(Pen pen, Entry entry) {
    return entry.width() + 6 + pen.width(entry.words(), Looks.SMALL) + GAP;
  }
}
