package org.medchain.study.figure;

/**
 * What is around a figure.
 *
 * @param id name of its file without ending, and prefix of identifiers inside the SVG: small
 *     letters, digits and hyphens
 * @param title one line without full stop
 * @param caption whole sentences: content, data, and intervals
 */
public record FigureHeading(String id, String title, String caption) {
  /** The same for another file, with more words behind the title. */
  public FigureHeading as(String file, String more) {
    return new FigureHeading(file, title + more, caption);
  }
}
