package org.medchain.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Player;
import tools.jackson.databind.JsonNode;

/** Names of strategies and players, each once. */
final class StrategyNames {
  private StrategyNames() {}

  static List<String> read(StudySection section, String key) throws UserInputException {
    List<String> names = section.texts(key);
    for (int i = 0; i < names.size(); i++) {
      if (new TreeSet<>(names.subList(0, i)).contains(names.get(i))) {
        throw section.refusal(
            key + "/" + i,
            section.keyName(key) + " names " + StudySection.quoted(names.get(i)) + " twice",
            "each name may stand once");
      }
    }
    return names;
  }

  /** The players, each with its actions. */
  static List<Player> players(StudySection section) throws UserInputException {
    List<Player> players = new ArrayList<>();
    for (StudySection each : section.sections("players")) {
      players.add(new Player(each.text("name"), read(each, "actions")));
    }
    return players;
  }

  /** The number of the strategy of that name. */
  static int index(StudySection section, String key, JsonNode name, List<String> names)
      throws UserInputException {
    int index = names.indexOf(name.asString());
    if (index < 0) {
      throw section.refusal(
          key,
          section.keyName(key) + " is " + StudySection.quoted(name.asString()),
          "allowed: one of " + String.join(", ", names));
    }
    return index;
  }
}
