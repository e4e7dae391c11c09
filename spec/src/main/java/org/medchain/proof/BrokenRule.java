package org.medchain.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule that looks as good as rule D, or a defect, of {@code broken-rules.smt2}.
 *
 * @param name as the user gives it
 * @param sentence the difference in words
 * @param leftOut the assumptions that no longer count
 * @param fails a condition that no longer holds
 * @param definitions that take the place of those of the same name
 */
record BrokenRule(
    String name,
    String sentence,
    Set<String> leftOut,
    ProofCondition fails,
    List<Term> definitions) {

  /** All, in the order of the file. */
  static List<BrokenRule> all() {
    List<BrokenRule> rules = new ArrayList<>();
    for (Term form : Term.read(ProofText.resource("broken-rules.smt2"))) {
      if (form.begins("set-info")) {
        rules.add(begin(form.at(2)));
      } else {
        rules.getLast().definitions().add(form);
      }
    }
    return rules;
  }

  private static BrokenRule begin(Term about) {
    Set<String> leftOut = new LinkedHashSet<>();
    about.at(2).parts().stream().skip(1).forEach(name -> leftOut.add(name.toString()));
    String[] fails = about.at(3).at(1).toString().split(":", 2);
    return new BrokenRule(
        about.at(0).toString(),
        about.at(1).sentence(),
        leftOut,
        new ProofCondition(fails[0], fails[1]),
        new ArrayList<>());
  }

  /** Z3's verdict on the failing condition, with a state that a reader can check. */
  ProofVerdict verdict() {
    ProofText proof = ProofText.load();
    definitions.forEach(proof::define);
    return Failure.of(proof, fails, leftOut);
  }
}
