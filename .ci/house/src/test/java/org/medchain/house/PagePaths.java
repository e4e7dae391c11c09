package org.medchain.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds paths in pages at which the tree has nothing. Links are checked by the module spec. */
final class PagePaths {
  static final Pattern EXTENSION =
      Pattern.compile("\\.(?:java|md|yaml|yml|csv|json|jsonl|txt|tla|cfg|xml|patch|svg|html)$");

  private static final Pattern SEPARATOR = Pattern.compile("[\\s\"'()=,;|]+");
  private static final Pattern PATH = Pattern.compile("[\\w.-][\\w.\\-/]*");
  private static final Pattern FRACTION = Pattern.compile("[0-9.]+/[0-9.]+");
  private static final Pattern TYPE = Pattern.compile(".*/[A-Z]\\w*[a-z]\\w*");

  private final Set<Path> paths = new TreeSet<>();
  private final Set<String> names = new TreeSet<>();
  private final Set<String> allowed;

  /**
   * For these files.
   *
   * @param allowed paths that the tree need not have, or where they begin
   */
  PagePaths(Iterable<Path> files, Set<String> allowed) {
    for (Path file : files) {
      names.add(file.getFileName().toString());
      for (Path each = file; each != null; each = each.getParent()) {
        paths.add(each);
      }
    }
    this.allowed = allowed;
  }

  /** What of the page names nothing. */
  List<String> stale(Path page, String text) {
    PageSpans spans = PageSpans.of(text);
    List<String> stale = new ArrayList<>();
    for (PageSpans.Span span : spans.inline()) {
      words(span.text()).stream()
          .filter(word -> !span.isLink() && looksLikePath(word) && !exists(page, word))
          .forEach(word -> stale.add(page + ":" + span.line() + ": " + word));
    }
    for (PageSpans.Span span : spans.blocks()) {
      words(span.text()).stream()
          .filter(word -> word.contains("/") && isHere(word) && !exists(page, word))
          .forEach(word -> stale.add(page + ":" + span.line() + ": " + word));
    }
    return stale;
  }

  private static List<String> words(String span) {
    return SEPARATOR
        .splitAsStream(span)
        .map(word -> word.replaceFirst("[.:]+$", ""))
        .filter(word -> PATH.matcher(word).matches())
        .toList();
  }

  private static boolean looksLikePath(String word) {
    return EXTENSION.matcher(word).find()
        ? !word.startsWith(".")
        : word.contains("/") && !FRACTION.matcher(word).matches() && !TYPE.matcher(word).matches();
  }

  /** A block of code may hold anything; only what begins with a folder of the root is a path. */
  private boolean isHere(String word) {
    return paths.contains(Path.of(word.substring(0, word.indexOf('/'))));
  }

  private boolean exists(Path page, String word) {
    Path path = Path.of(word);
    return allowed.stream().anyMatch(each -> isUnder(word, each))
        || paths.contains(path.normalize())
        || paths.contains(page.resolveSibling(path).normalize())
        || (!word.contains("/") && names.contains(word));
  }

  private static boolean isUnder(String word, String allowed) {
    return allowed.endsWith("/") ? word.startsWith(allowed) : word.equals(allowed);
  }
}
