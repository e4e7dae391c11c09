package org.medchain.study.file;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.repeated.MemoryOneStrategy;

/**
 * A strategy that looks at the round before alone: by probabilities, or by the relation that it
 * forces upon the payoffs.
 *
 * @param alike whether the players of the stage game are alike
 */
record MemoryFile(StudySection section, Game stage, boolean alike) {
  private static final List<String> FORMS = List.of("after", "zero_determinant", "extortion");

  MemoryOneStrategy read() throws UserInputException {
    List<String> said = FORMS.stream().filter(section::isGiven).toList();
    if (said.size() != 1) {
      throw section.refusal(
          said.size() < 2 ? "" : said.get(1),
          said.isEmpty()
              ? section.keyName("") + " has none of the keys " + String.join(", ", FORMS)
              : section.keyName(said.get(1)) + " stands beside " + section.keyName(said.get(0)),
          "allowed: one of the three");
    }
    BigFraction first = section.rational("first");
    if (said.get(0).equals("after")) {
      List<BigFraction> after = after();
      return section.refusingAt("after", () -> new MemoryOneStrategy(first, after));
    }
    if (!alike) {
      throw section.refusal(
          said.get(0),
          section.keyName(said.get(0)) + " stands with a stage game whose players differ",
          "allowed: probabilities, by the key after");
    }
    MemoryOneStrategy forced = forced(said.get(0));
    return section.refusingAt(
        "first", () -> new MemoryOneStrategy(first, forced.cooperationAfter()));
  }

  private List<BigFraction> after() throws UserInputException {
    List<BigFraction> after = new ArrayList<>();
    for (int state = 0; state < section.value("after").size(); state++) {
      String at = "after/" + state;
      after.add(
          RationalNumber.parse(section.value("after").get(state))
              .filter(each -> each.compareTo(BigFraction.ZERO) >= 0)
              .filter(each -> each.compareTo(BigFraction.ONE) <= 0)
              .orElseThrow(
                  () ->
                      section.refusal(
                          at,
                          section.keyName(at) + " is no probability",
                          "allowed: a number from 0 to 1, or a fraction such as 1/9")));
    }
    return after;
  }

  private MemoryOneStrategy forced(String form) throws UserInputException {
    StudySection inside = section.section(form);
    if (form.equals("extortion")) {
      BigFraction factor = inside.rational("factor");
      BigFraction scale = inside.rational("scale");
      return section.refusingAt(form, () -> MemoryOneStrategy.extortion(stage, factor, scale));
    }
    BigFraction alpha = inside.rational("alpha");
    BigFraction beta = inside.rational("beta");
    BigFraction gamma = inside.rational("gamma");
    return section.refusingAt(
        form, () -> MemoryOneStrategy.zeroDeterminant(stage, alpha, beta, gamma));
  }
}
