package org.medchain.fhir.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Names of a dataset's patients, or of its doctors: ids, and where one id is of several servers or
 * types, those before it.
 */
final class PersonNames {
  private final Map<String, Set<ResourceName>> byId = new HashMap<>();

  void add(ResourceName person) {
    byId.computeIfAbsent(person.id(), id -> new HashSet<>()).add(person);
  }

  /** Of one that was added, when all are. */
  String of(ResourceName person) {
    Set<ResourceName> same = byId.get(person.id());
    boolean typed = areSeveral(same.stream(), ResourceName::type);
    boolean far =
        areSeveral(
            same.stream().filter(each -> each.type().equals(person.type())), ResourceName::server);
    String server = far && !person.server().isEmpty() ? person.server() + "/" : "";
    String type =
        (typed || !server.isEmpty()) && !person.type().isEmpty() ? person.type() + "/" : "";
    return server + type + person.id();
  }

  private static boolean areSeveral(
      Stream<ResourceName> same, Function<ResourceName, String> what) {
    return same.map(what).filter(each -> !each.isEmpty()).distinct().count() > 1;
  }
}
