package org.medchain.study.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.GroupGame;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import tools.jackson.databind.node.ArrayNode;

/** A game's payoffs as other programs read them, in fractions (GAME-10). */
public final class PayoffText {
  private PayoffText() {}

  /** A module of Python for EGTtools: the matrix of one population, and the study's processes. */
  public static String egttools(StudyFile study) throws UserInputException {
    GroupGame game =
        study
            .game()
            .matrix()
            .orElseThrow(
                () ->
                    study
                        .values()
                        .refusal(
                            "game",
                            "'game export --to egttools' needs one population with a square matrix",
                            "allowed: a symmetric game of two players"));
    List<String> rows = new ArrayList<>();
    for (var row : game.exactMatrix()) {
      rows.add(
          Stream.of(row)
              .map(each -> "F(\"" + NumberFormats.fraction(each) + "\")")
              .collect(Collectors.joining(", ", "    [", "],\n")));
    }
    return SchemaText.of(PayoffText.class, "egttools.txt")
        .formatted(
            study.title().replaceAll("\\s+", " "),
            ResultJson.of(game.strategies()),
            String.join("", rows),
            populations(study));
  }

  private static ArrayNode populations(StudyFile study) {
    ArrayNode list = ResultJson.list();
    for (StudySection process : study.section("simulate").sections("processes")) {
      list.addObject()
          .put("process", process.text("process"))
          .put("population", process.integer("population"))
          .put("selection", process.number("selection"))
          .put("mutation", process.number("mutation"));
    }
    return list;
  }
}
