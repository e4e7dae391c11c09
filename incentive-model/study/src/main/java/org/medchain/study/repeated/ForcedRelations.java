package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.repeated.MemoryOneStrategy;
import org.medchain.game.repeated.MemoryOneStrategy.Relation;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What zero-determinant strategies force upon the payoffs, and whether these obey. */
final class ForcedRelations {
  private ForcedRelations() {}

  static void tell(Repetition play, StrategyPairs pairs, ArrayNode json, StudyResults findings) {
    if (!play.alike()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int number = 0; number < play.names(0).size(); number++) {
      Repetition.Plan plan = play.plans().get(0).get(number);
      Optional<Relation> relation =
          plan.memory()
              .map(memory -> noisy(memory, play.noise()))
              .flatMap(memory -> memory.enforced(play.stage()));
      if (relation.isPresent()) {
        int own = number;
        long obeyed =
            pairs.all().stream()
                .filter(each -> each.first() == own)
                .filter(each -> holds(relation.get(), each))
                .count();
        json(plan.name(), relation.get(), obeyed, json.addObject());
        rows.add(
            List.of(plan.name(), words(relation.get()), obeyed + " of " + play.names(1).size()));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    findings.heading("What is forced upon the payoffs");
    findings.table(List.of("strategy", "own and other's payoff", "holds against"), rows);
    findings.text(
        "Zero-determinant strategies (Press and Dyson 2012): the relation holds in the long run"
            + " for every strategy of the other; errors are part of the strategy.");
  }

  private static MemoryOneStrategy noisy(MemoryOneStrategy memory, BigFraction noise) {
    return memory.withNoise(noise);
  }

  private static boolean holds(Relation relation, StrategyPairs.Pair pair) {
    return relation.at(pair.average().get(0), pair.average().get(1)).equals(BigFraction.ZERO);
  }

  /** Scaled so that the own payoff counts once, where it counts at all. */
  private static String words(Relation relation) {
    boolean counts = relation.own().getNumerator().signum() != 0;
    BigFraction scale = counts ? relation.own() : relation.other();
    BigFraction constant = relation.constant().divide(scale).negate();
    if (!counts) {
      return "other = " + NumberFormats.exact(constant);
    }
    BigFraction slope = relation.other().divide(scale).negate();
    if (slope.getNumerator().signum() == 0) {
      return "own = " + NumberFormats.exact(constant);
    }
    boolean minus = constant.getNumerator().signum() < 0;
    return "own = "
        + (slope.equals(BigFraction.ONE) ? "" : NumberFormats.exact(slope) + " · ")
        + "other"
        + (constant.getNumerator().signum() == 0
            ? ""
            : (minus ? " − " : " + ") + NumberFormats.exact(constant.abs()));
  }

  private static void json(String name, Relation relation, long obeyed, ObjectNode node) {
    node.put("strategy", name);
    node.put("own", NumberFormats.fraction(relation.own()));
    node.put("other", NumberFormats.fraction(relation.other()));
    node.put("constant", NumberFormats.fraction(relation.constant()));
    node.put("words", words(relation));
    node.put("holds_against", obeyed);
  }
}
