package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A study's results: the numbers as JSON, the same in words and tables for people, and figures.
 * Filled from one thread.
 */
public final class StudyResults {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final List<ResultPart> parts = new ArrayList<>();
  private final List<GameFigure> figures = new ArrayList<>();
  private final Map<String, String> attachments = new TreeMap<>();

  /** The whole result; keys are added as results come. */
  public ObjectNode json() {
    return json;
  }

  /** What follows is about this. */
  public void heading(String words) {
    parts.add(new ResultPart.Heading(words));
  }

  /** Sentences. */
  public void text(String words) {
    parts.add(new ResultPart.Sentences(words));
  }

  /** The text of this name. */
  public void say(String name, Object... values) {
    text(StudyText.of(name, values));
  }

  /** A table, unless it has no rows. */
  public void table(ResultTable table) {
    if (!table.isEmpty()) {
      parts.add(table);
    }
  }

  /** A figure for the page. */
  public void figure(GameFigure figure) {
    figures.add(figure);
  }

  /** The heading of a figure, whose title and caption are among the texts. */
  public static FigureHeading figureHeading(String name, Object... values) {
    return new FigureHeading(
        name, StudyText.of(name + ".title"), StudyText.of(name + ".caption", values));
  }

  /** A file beside the page, by its name. */
  public void attach(String name, String text) {
    attachments.put(name, text);
  }

  /** The files beside the page. */
  public Map<String, String> attachments() {
    return new TreeMap<>(attachments);
  }

  /** For people, in order. */
  public List<ResultPart> parts() {
    return List.copyOf(parts);
  }

  /** For the page, in order. */
  public List<GameFigure> figures() {
    return List.copyOf(figures);
  }
}
