package org.medchain.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of the message-level model of PBFT, and the definitions in which they stand. */
final class ModelRules {
  /** A rule's text, and the operator of the model where it stands. */
  record Site(String definition, String rule) implements Comparable<Site> {
    @Override
    public int compareTo(Site other) {
      return Comparator.comparing(Site::definition).thenComparing(Site::rule).compare(this, other);
    }
  }

  /** What every line goes through. */
  private static final Set<String> OF_ALL = Set.of("Step", "Keeps", "OwesNothing", "Serves");

  private static final List<String> MODULES =
      List.of("PbftMessages.tla", "PbftObligations.tla", "PbftRequests.tla", "PbftTrace.tla");

  private static final Pattern DEFINITION = Pattern.compile("(?m)^(\\w+)(?:\\([^)]*\\))? *==");
  private static final Pattern MUST = Pattern.compile("Must\\(\\s*\"([^\"]+)\"");
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Map<String, String> bodies = new LinkedHashMap<>();

  private ModelRules() {}

  static ModelRules read() throws IOException {
    ModelRules rules = new ModelRules();
    for (String module : MODULES) {
      String text = Files.readString(TraceTestFiles.FOLDER.resolve(module));
      Matcher found = DEFINITION.matcher(text);
      List<Integer> starts = new ArrayList<>();
      List<String> names = new ArrayList<>();
      while (found.find()) {
        starts.add(found.end());
        names.add(found.group(1));
      }
      for (int i = 0; i < names.size(); i++) {
        int end = i + 1 < names.size() ? starts.get(i + 1) : text.length();
        rules.bodies.put(names.get(i), text.substring(starts.get(i), end));
      }
    }
    return rules;
  }

  /** All of them. */
  Set<Site> sites() {
    Set<Site> sites = new TreeSet<>();
    bodies.forEach(
        (name, body) ->
            MUST.matcher(body).results().forEach(each -> sites.add(new Site(name, each.group(1)))));
    return sites;
  }

  Set<Site> brokenBy(String action, String rule) {
    Set<String> reached = new TreeSet<>(OF_ALL);
    reach(action, reached);
    Set<Site> broken = new TreeSet<>(sites());
    broken.removeIf(each -> !each.rule().equals(rule) || !reached.contains(each.definition()));
    return broken;
  }

  private void reach(String definition, Set<String> reached) {
    if (bodies.containsKey(definition) && reached.add(definition)) {
      WORD.matcher(bodies.get(definition)).results().forEach(each -> reach(each.group(), reached));
    }
  }
}
