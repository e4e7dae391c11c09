package org.medchain.study.output;

/** A part of a study's results, for the terminal and the page alike. */
public sealed interface ResultPart permits ResultTable, ResultPart.Heading, ResultPart.Sentences {
  /** The heading of the following parts. */
  record Heading(String text) implements ResultPart {}

  /** One or more sentences. */
  record Sentences(String text) implements ResultPart {}
}
