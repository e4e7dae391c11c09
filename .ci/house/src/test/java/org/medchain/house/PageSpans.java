package org.medchain.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code in a Markdown page, each piece with the line that it begins in.
 *
 * @param inline what stands between backticks in prose
 * @param blocks the lines of blocks of code
 */
record PageSpans(List<Span> inline, List<Span> blocks) {
  /**
   * A piece.
   *
   * @param isLink whether it is the text of a link, which says by itself where it leads
   */
  record Span(int line, String text, boolean isLink) {}

  /** A span may continue in the next line of its paragraph, not after it. */
  private static final Pattern INLINE = Pattern.compile("`((?:[^`\\n]|\\n(?!\\s*\\n))+)`");

  static PageSpans of(String page) {
    List<Span> blocks = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    List<String> lines = page.lines().toList();
    boolean inBlock = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean isFence = line.strip().startsWith("```");
      if (inBlock && !isFence) {
        blocks.add(new Span(i + 1, line, false));
      }
      prose.append(inBlock || isFence ? "" : line).append('\n');
      inBlock ^= isFence;
    }
    return new PageSpans(inline(prose.toString()), List.copyOf(blocks));
  }

  private static List<Span> inline(String prose) {
    List<Span> spans = new ArrayList<>();
    Matcher span = INLINE.matcher(prose);
    while (span.find()) {
      int line = 1 + (int) prose.substring(0, span.start()).chars().filter(c -> c == '\n').count();
      boolean isLink = prose.startsWith("](", span.end());
      spans.add(new Span(line, span.group(1).replace('\n', ' '), isLink));
    }
    return spans;
  }
}
