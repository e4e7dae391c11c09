package org.medchain.spec.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of a Markdown file into the repository: dead if there is no file or heading. */
final class MarkdownLinks {
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *(```|~~~).*?^ *\\1");
  private static final Pattern CODE = Pattern.compile("(`+)[^`].*?\\1");
  private static final Pattern LINK =
      Pattern.compile(
          "\\]\\(\\s*<?([^)\\s>]+(?:\\([^)]*\\)[^)\\s>]*)?)>?(?:\\s+\"[^\"]*\")?\\s*\\)"
              + "|(?m:^ {0,3}\\[[^\\]]+\\]:\\s*(\\S+))"
              + "|\\b(?:href|src)=\"([^\"]+)\"");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?)(?: +#+)? *$");
  private static final Pattern NAMED = Pattern.compile("\\b(?:id|name)=\"([^\"]+)\"");
  private static final Pattern LINES = Pattern.compile("L([0-9]+)(?:-L([0-9]+))?");

  private final Repository repository;

  MarkdownLinks(Repository repository) {
    this.repository = repository;
  }

  List<String> dead(Source file) {
    List<String> faults = new ArrayList<>();
    for (String target : targets(file.text())) {
      String reason = reason(file, target);
      if (!reason.isEmpty()) {
        faults.add("%s: %s %s".formatted(file.path(), target, reason));
      }
    }
    return faults;
  }

  /** What the links of a text lead to; links in code do not count. */
  static List<String> targets(String text) {
    String prose = CODE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
    return LINK.matcher(prose).results().map(MarkdownLinks::target).toList();
  }

  private static String target(MatchResult link) {
    for (int group = 1; group < link.groupCount(); group++) {
      if (link.group(group) != null) {
        return link.group(group);
      }
    }
    return link.group(link.groupCount());
  }

  /** Why a link is dead, or nothing. */
  private String reason(Source file, String target) {
    if (ELSEWHERE.matcher(target).matches()) {
      return "";
    }
    int hash = target.indexOf('#');
    String path = (hash < 0 ? target : target.substring(0, hash)).replace("%20", " ");
    String anchor = hash < 0 ? "" : target.substring(hash + 1);
    Path from = repository.root().resolve(file.path());
    Path to = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!to.startsWith(repository.root())) {
      return "leads out of the repository";
    }
    if (!Files.exists(to)) {
      return "does not exist";
    }
    if (Repository.isLeftOut(repository.root().relativize(to).toString().replace('\\', '/'))) {
      return "is not in a fresh clone";
    }
    return anchor.isEmpty() || hasAnchor(to, anchor) ? "" : "has no such place";
  }

  private static boolean hasAnchor(Path file, String anchor) {
    if (Files.isDirectory(file)) {
      return false;
    }
    try {
      String text = Files.readString(file);
      return file.toString().endsWith(".md")
          ? anchors(text).contains(anchor)
          : hasLines(text, anchor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasLines(String text, String anchor) {
    Matcher lines = LINES.matcher(anchor);
    if (!lines.matches()) {
      return false;
    }
    String last = lines.group(2) == null ? lines.group(1) : lines.group(2);
    return Integer.parseInt(last) <= text.lines().count();
  }

  /** The places in a file that a link can name: headings as GitHub spells them, and named ones. */
  static Set<String> anchors(String text) {
    Set<String> found = new TreeSet<>();
    TreeMap<String, Integer> seen = new TreeMap<>();
    String prose = FENCE.matcher(text).replaceAll("");
    for (MatchResult heading : HEADING.matcher(prose).results().toList()) {
      String slug = slug(heading.group(1));
      int before = seen.merge(slug, 1, Integer::sum) - 1;
      found.add(before == 0 ? slug : slug + "-" + before);
    }
    NAMED.matcher(prose).results().forEach(each -> found.add(each.group(1)));
    return found;
  }

  /** Lower case, without punctuation, a hyphen for each blank; of a link its text. */
  private static String slug(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
