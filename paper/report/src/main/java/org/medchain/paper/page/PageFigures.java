package org.medchain.paper.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.text.ReportText;

/** Puts the figures of a page into it, each with its size. */
final class PageFigures extends AbstractVisitor {
  private static final Pattern SIZE =
      Pattern.compile("viewBox=['\"][\\d.-]+\\s+[\\d.-]+\\s+([\\d.]+)\\s+([\\d.]+)['\"]");

  /** Between the margins of a page of the PDF. */
  private static final double WIDTH_MM = 172;

  /** So that a caption stays on the same page. */
  private static final double HEIGHT_MAX_MM = 210;

  /**
   * A figure's size, in its own units.
   *
   * @param width its width
   * @param height its height
   */
  private record FigureSize(double width, double height) {
    /** As large as a page of paper takes it. */
    String onPaper() {
      double scale = Math.min(WIDTH_MM / width, HEIGHT_MAX_MM / height);
      return String.format(
          Locale.ROOT, "width:%.1fmm;height:%.1fmm", width * scale, height * scale);
    }
  }

  private final String page;
  private final PaperSources sources;
  private final Map<Node, FigureSize> sizes = new HashMap<>();
  private String trouble = "";

  private PageFigures(String page, PaperSources sources) {
    this.page = page;
    this.sources = sources;
  }

  /**
   * Replaces the paths of all figures by the figures.
   *
   * @param page its path from the project's root, from which the paths are relative
   * @throws UserInputException if one is not there, or is no SVG with a size
   */
  static PageFigures embed(Node document, String page, PaperSources sources)
      throws UserInputException {
    PageFigures figures = new PageFigures(page, sources);
    document.accept(figures);
    if (!figures.trouble.isEmpty()) {
      throw new UserInputException(page + ": " + figures.trouble);
    }
    return figures;
  }

  @Override
  public void visit(Image image) {
    String path = ReportText.figurePath(page, image.getDestination());
    try {
      Path file = sources.file(path);
      String svg = Files.readString(file, StandardCharsets.UTF_8);
      Matcher size = SIZE.matcher(svg);
      if (!path.endsWith(".svg") || !size.find()) {
        trouble = path + " is no SVG with a viewBox";
        return;
      }
      sizes.put(
          image,
          new FigureSize(Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2))));
      image.setDestination(
          "data:image/svg+xml;base64,"
              + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      trouble = path + " cannot be read";
    } catch (SourceProblem e) {
      trouble = e.getMessage();
    }
  }

  /** On a screen a figure is as wide as its place, on paper it has a size. */
  AttributeProvider attributes(boolean paper) {
    return (node, tag, attributes) -> {
      FigureSize size = sizes.get(node);
      if (size != null && paper) {
        attributes.put("style", size.onPaper());
      } else if (size != null) {
        attributes.put("width", String.format(Locale.ROOT, "%.0f", size.width()));
      }
    };
  }
}
