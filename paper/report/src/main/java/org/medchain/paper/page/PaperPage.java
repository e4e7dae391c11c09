package org.medchain.paper.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.Markup;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.text.ResolvedText;
import org.medchain.paper.text.ResolvedText.ResolvedValue;

/**
 * A page in HTML that is also well-formed XML. Over each value stands, as a title, where it comes
 * from.
 */
public final class PaperPage {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Pattern TITLE = Pattern.compile("(?m)^# (.+)$");
  private static final Pattern CHAPTER =
      Pattern.compile("<h2 id=\"([^\"]+)\">(.*?)</h2>", Pattern.DOTALL);

  private final String file;
  private final ResolvedText text;
  private final PaperSources sources;

  /**
   * A page.
   *
   * @param file its path from the project's root
   * @param sources of its figures
   */
  public PaperPage(String file, ResolvedText text, PaperSources sources) {
    this.file = file;
    this.text = text;
    this.sources = sources;
  }

  /**
   * The page for a browser.
   *
   * @throws UserInputException if a figure is not there
   */
  public String html() throws UserInputException {
    return "<!DOCTYPE html>\n" + document(false);
  }

  /**
   * The page as {@link PaperPdf} takes it.
   *
   * @throws UserInputException if a figure is not there
   */
  public String print() throws UserInputException {
    return document(true);
  }

  private String document(boolean paper) throws UserInputException {
    Node document = Parser.builder().extensions(EXTENSIONS).build().parse(text.markdown());
    PageFigures figures = PageFigures.embed(document, file, sources);
    String body =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .attributeProviderFactory(context -> figures.attributes(paper))
            .build()
            .render(document);
    String whole = body.replace("<p>" + ResolvedText.CONTENTS + "</p>", contents(body));
    return ("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta "
            + "charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, "
            + "initial-scale=1\"/>\n%s\n<style>\n%s%s</style>\n</head>\n<body>\n%s</body>\n"
            + "</html>\n")
        .formatted(
            Markup.element("title", title()),
            style("page.css"),
            paper ? style("print.css") : "",
            Markup.allowed(withValues(whole)));
  }

  private String title() {
    Matcher title = TITLE.matcher(text.plain());
    return title.find() ? title.group(1) : file;
  }

  private static String contents(String body) {
    StringBuilder list = new StringBuilder("<ul class=\"contents\">\n");
    CHAPTER
        .matcher(body)
        .results()
        .forEach(
            each ->
                list.append("<li><a href=\"#")
                    .append(each.group(1))
                    .append("\">")
                    .append(each.group(2))
                    .append("</a></li>\n"));
    return list.append("</ul>").toString();
  }

  /** Within a tag only the text of a value, elsewhere also where it comes from. */
  private String withValues(String html) {
    StringBuilder out = new StringBuilder(html.length() * 2);
    boolean tag = false;
    for (int i = 0; i < html.length(); i++) {
      char each = html.charAt(i);
      if (each == ResolvedText.OPEN) {
        int close = html.indexOf(ResolvedText.CLOSE, i);
        ResolvedValue value = text.values().get(Integer.parseInt(html.substring(i + 1, close)));
        out.append(tag ? Markup.escape(value.text()) : element(value));
        i = close;
      } else {
        tag = each == '<' || (tag && each != '>');
        out.append(each);
      }
    }
    return out.toString();
  }

  private static String element(ResolvedValue value) {
    return "<span class=\"value\" title=\"%s\">%s</span>"
        .formatted(Markup.escape(value.source()), Markup.escape(value.text()));
  }

  private static String style(String name) {
    try (InputStream in = PaperPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " is not in the jar", e);
    }
  }
}
