package org.medchain.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.Player;
import tools.jackson.databind.JsonNode;

/** Names of strategies and players, each once. */
final class Names {
  private Names() {}

  static List<String> of(Section section, String key) throws Refusal {
    List<String> names = section.words(key);
    for (int i = 0; i < names.size(); i++) {
      if (new TreeSet<>(names.subList(0, i)).contains(names.get(i))) {
        throw section.refusal(
            key + "/" + i,
            section.name(key) + " names " + Section.quoted(names.get(i)) + " twice",
            "each name may stand once");
      }
    }
    return names;
  }

  /** The players, each with its actions. */
  static List<Player> players(Section section) throws Refusal {
    List<Player> players = new ArrayList<>();
    for (Section each : section.sections("players")) {
      players.add(new Player(each.word("name"), of(each, "actions")));
    }
    return players;
  }

  /** The number of the strategy of that name. */
  static int index(Section section, String key, JsonNode name, List<String> names) throws Refusal {
    int index = names.indexOf(name.asString());
    if (index < 0) {
      throw section.refusal(
          key,
          section.name(key) + " is " + Section.quoted(name.asString()),
          "allowed: one of " + String.join(", ", names));
    }
    return index;
  }
}
