package org.medchain.study.figure;

/**
 * What stands around a figure.
 *
 * @param id name of its file without ending, and prefix of identifiers inside the SVG: a small
 *     letter, then small letters, digits and hyphens
 * @param title one line without full stop
 * @param caption whole sentences: content, data, and intervals
 */
public record FigureHeading(String id, String title, String caption) {
  /** Checks the id, which becomes a file's name and an XML name. */
  public FigureHeading {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "figure id '" + id + "': a small letter, then small letters, digits, hyphens");
    }
  }
}
