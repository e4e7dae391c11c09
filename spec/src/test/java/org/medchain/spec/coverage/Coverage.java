package org.medchain.spec.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which files cite which requirement, and what is wrong about it. */
final class Coverage {
  private final List<Requirement> requirements;
  private final Map<String, Requirement> byId = new LinkedHashMap<>();
  private final List<Source> sources;
  private final Map<String, List<Source>> citing = new TreeMap<>();

  /** What the sources make of the requirements, by files and paths. */
  Coverage(List<Requirement> requirements, List<Source> sources) {
    this.requirements = List.copyOf(requirements);
    this.sources = List.copyOf(sources);
    requirements.forEach(each -> byId.putIfAbsent(each.id(), each));
    for (Source each : sources) {
      for (String id : Citations.of(each.text())) {
        citing.computeIfAbsent(id, key -> new ArrayList<>()).add(each);
      }
    }
  }

  static Coverage of(Repository repository) {
    List<Requirement> requirements = new ArrayList<>();
    for (Source file : repository.files("spec/requirements", ".md")) {
      requirements.addAll(Requirement.of(file));
    }
    List<Source> sources = new ArrayList<>(repository.files("", ".java"));
    sources.addAll(repository.files("spec/tla", ".tla", ".cfg"));
    // What the checks' own tests plant cites and covers nothing.
    sources.removeIf(
        each -> each.path().startsWith("spec/src/test/java/org/medchain/spec/coverage"));
    repository.files("", ".md").stream()
        .filter(each -> !each.path().equals(CoveragePage.PATH))
        .forEach(sources::add);
    return new Coverage(requirements, sources);
  }

  List<Requirement> requirements() {
    return requirements;
  }

  List<Source> code(String id) {
    return citing(id, Source::isCode);
  }

  List<Source> tests(String id) {
    return citing(id, Source::isTest);
  }

  List<Source> models(String id) {
    return citing(id, Source::isModel);
  }

  private List<Source> citing(String id, Predicate<Source> kind) {
    return citing.getOrDefault(id, List.of()).stream().filter(kind).toList();
  }

  /** Ids that are written down more than once. */
  List<String> repeated() {
    Map<String, List<String>> places = new TreeMap<>();
    requirements.forEach(
        each -> places.computeIfAbsent(each.id(), key -> new ArrayList<>()).add(each.file()));
    List<String> faults = new ArrayList<>();
    places.forEach(
        (id, files) -> {
          if (files.size() > 1) {
            faults.add(id + " is written down in " + String.join(" and in ", files));
          }
        });
    return faults;
  }

  /** Built requirements that no test cites. */
  List<String> untested() {
    return requirements.stream()
        .filter(each -> each.status() == Requirement.Status.BUILT)
        .filter(each -> tests(each.id()).isEmpty())
        .map(each -> each.id() + " is built (" + each.file() + ") and no test cites it")
        .toList();
  }

  /** Ids that no table defines; in prose only with prefixes of requirements. */
  List<String> unknown() {
    Set<String> prefixes = new TreeSet<>();
    requirements.forEach(each -> prefixes.add(each.prefix()));
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      for (String id : Citations.mentioned(source.text())) {
        boolean counts =
            source.path().endsWith(".java") || prefixes.contains(id.substring(0, id.indexOf('-')));
        if (counts && !byId.containsKey(id)) {
          faults.add(source.path() + " cites " + id + ", which no file defines");
        }
      }
    }
    return faults;
  }

  /** Planned requirements that Java cites. Models may: they come before the code. */
  List<String> premature() {
    List<String> faults = new ArrayList<>();
    for (Source source : sources) {
      if (source.path().endsWith(".java")) {
        for (String id : Citations.mentioned(source.text())) {
          Requirement cited = byId.get(id);
          if (cited != null && cited.status() == Requirement.Status.PLANNED) {
            faults.add(source.path() + " cites " + id + ", which is only planned");
          }
        }
      }
    }
    return faults;
  }
}
