package org.medchain.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names of types in pages that no type of the tree has. */
final class PageTypes {
  /** A package or the end of one, or a folder; a name in camel case; members. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w\\-.$/])((?:[a-z]\\w*[./])*)([A-Z]\\w*[a-z]\\w*)((?:[.#][A-Za-z]\\w*)*)(?![\\w…-])");

  /** An operator of a model: pages about models name these. */
  private static final Pattern OPERATOR = Pattern.compile("(?m)^([A-Z]\\w*)(?:\\([^)]*\\))?\\s*==");

  private final Map<String, List<SourceFile>> files = new LinkedHashMap<>();
  private final Set<String> operators = new TreeSet<>();
  private final Set<String> allowed;

  /**
   * For these sources and models.
   *
   * @param models by the name of their file
   * @param allowed names of other things, and of types of libraries
   */
  PageTypes(Iterable<SourceFile> sources, Map<String, String> models, Set<String> allowed) {
    for (SourceFile file : sources) {
      file.types().forEach(name -> files.computeIfAbsent(name, k -> new ArrayList<>()).add(file));
    }
    models.forEach(
        (name, text) -> {
          operators.add(name);
          OPERATOR.matcher(text).results().forEach(each -> operators.add(each.group(1)));
        });
    this.allowed = allowed;
  }

  /** What of the page names no type. */
  List<String> stale(Path page, String text) {
    List<String> stale = new ArrayList<>();
    for (PageSpans.Span span : PageSpans.of(text).inline()) {
      Matcher name = NAME.matcher(span.text());
      while (name.find()) {
        if (!isPath(name.group(3)) && !isKnown(name.group(1), name.group(2), name.group(3), text)) {
          stale.add(page + ":" + span.line() + ": " + name.group());
        }
      }
    }
    return stale;
  }

  private static boolean isPath(String members) {
    return PagePaths.EXTENSION.matcher(members).find();
  }

  private boolean isKnown(String room, String name, String members, String page) {
    if (allowed.contains(name)) {
      return true;
    }
    if (room.isEmpty() && members.isEmpty() && operators.contains(name)) {
      return true;
    }
    return files.getOrDefault(name, List.of()).stream()
        .anyMatch(
            file ->
                isIn(file, room.replace('/', '.'))
                    && isTopLevelOrExplained(file, name, page)
                    && declares(file, members));
  }

  private static boolean isIn(SourceFile file, String room) {
    return room.isEmpty() || ("." + file.packageName() + ".").endsWith("." + room);
  }

  /** A nested type's name says little, unless the page names the type around it. */
  private static boolean isTopLevelOrExplained(SourceFile file, String name, String page) {
    return file.simpleName().equals(name)
        || Pattern.compile("\\b" + file.simpleName() + "\\b").matcher(page).find();
  }

  private static boolean declares(SourceFile file, String members) {
    return Pattern.compile("\\w+")
        .matcher(members)
        .results()
        .allMatch(
            member ->
                file.names().contains(member.group()) || file.types().contains(member.group()));
  }
}
