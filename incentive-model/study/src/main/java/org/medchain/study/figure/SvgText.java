package org.medchain.study.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.svg.SVGGraphics2D;

/**
 * Words placed by SVG itself. Java would place them by the widths of this machine's fonts, and a
 * browser with other fonts would show them aside; so each is drawn at its anchor behind a sign that
 * {@link #withAnchorAttributes} turns into {@code text-anchor}.
 */
final class SvgText {
  /** Which end of the words is at the given place. */
  enum Anchor {
    START('\uE000'),
    MIDDLE('\uE001'),
    END('\uE002');

    private final char sign;

    Anchor(char sign) {
      this.sign = sign;
    }
  }

  /** Close relatives of one another, whose widths {@link #width} knows. */
  static final String FAMILY = "Helvetica, Arial, Liberation Sans, sans-serif";

  private static final Pattern SIGNED =
      Pattern.compile("<text (x='[^']*' y='[^']*') ([^>]*>)([\uE000-\uE002])");

  /** Widths from space to tilde in thousandths of the size (Adobe's metrics of Helvetica). */
  private static final int[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private static final int OTHERS = 600;

  private SvgText() {}

  /** Draws in the current font and paint. */
  static void draw(SVGGraphics2D g2, String text, double x, double baseline, Anchor anchor) {
    if (!text.isEmpty()) {
      // A sign of the text's own would be taken for the anchor's.
      String clean = text.replaceAll("[\uE000-\uE002]", "\uFFFD");
      g2.drawString(anchor.sign + clean, (float) x, (float) baseline);
    }
  }

  /** Width in pixels, a little more than it is, for fonts that are wider. */
  static double width(String text, double size, boolean bold) {
    int sum = text.codePoints().map(SvgText::width).sum();
    return sum * size / 1000 * (bold ? 1.12 : 1.05);
  }

  private static int width(int codePoint) {
    int index = codePoint - ' ';
    return index >= 0 && index < WIDTHS.length ? WIDTHS[index] : OTHERS;
  }

  /** Turns the signs of a whole drawing into attributes. */
  static String withAnchorAttributes(String svg) {
    return SIGNED
        .matcher(svg)
        .replaceAll(
            found -> {
              String anchor =
                  switch (found.group(3).charAt(0)) {
                    case '\uE001' -> "text-anchor='middle' ";
                    case '\uE002' -> "text-anchor='end' ";
                    default -> "";
                  };
              return Matcher.quoteReplacement(
                  "<text " + found.group(1) + " " + anchor + found.group(2));
            });
  }
}
