package org.medchain.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The script of one condition, in SMT-LIB: axioms, the lines that it uses, the guards, the state
 * afterwards, and the negation of the condition. It is unsatisfiable if the condition holds; a
 * model of it is a counterexample to induction.
 */
final class ConditionScript {
  /** Marks the state afterwards. */
  static final String AFTER = "+";

  private final ProofText proof;
  private final ProofCondition condition;
  private final Set<String> leftOut;
  private final StringBuilder script = new StringBuilder();

  private ConditionScript(ProofText proof, ProofCondition condition, Set<String> leftOut) {
    this.proof = proof;
    this.condition = condition;
    this.leftOut = leftOut;
  }

  /**
   * The script.
   *
   * @param leftOut names of axioms, lines and guards that are not assumed
   */
  static String of(ProofText proof, ProofCondition condition, Set<String> leftOut) {
    return new ConditionScript(proof, condition, leftOut).write();
  }

  /** A script that an action is possible in some state in which these lines hold. */
  static String possible(ProofText proof, String action, List<String> lines, String state) {
    ConditionScript script = new ConditionScript(proof, new ProofCondition(action, ""), Set.of());
    script.vocabulary();
    lines.forEach(script::assume);
    proof.guardsOf(action).forEach(guard -> script.assume(guard.name()));
    return script.script + state;
  }

  /**
   * The same, with all lines of the invariant assumed: a model of it is a state that nothing else
   * in the invariant excludes.
   */
  static String ofWholeInvariant(ProofText proof, ProofCondition condition, Set<String> leftOut) {
    StringBuilder script = new StringBuilder(of(proof, condition, leftOut));
    proof.names("line").stream()
        .filter(line -> !leftOut.contains(line))
        .forEach(line -> script.append("(assert ").append(line).append(")\n"));
    return script.toString();
  }

  private String write() {
    if (condition.step().equals(ProofCondition.COUNT)) {
      line(proof.definitions.get("count." + condition.line()).toString());
      negateGoal("count." + condition.line());
      return script.toString();
    }
    vocabulary();
    if (condition.step().equals(ProofCondition.INIT)) {
      assume("init");
    } else if (condition.isOfAction()) {
      action();
    }
    proof.usesOf(condition).forEach(this::assume);
    negateGoal(condition.line());
    proof.instances.getOrDefault(condition.id(), List.of()).forEach(this::instance);
    return script.toString();
  }

  private void line(String text) {
    script.append(text).append('\n');
  }

  private void assume(String name) {
    if (!leftOut.contains(name)) {
      line("(assert " + name + ")");
    }
  }

  private void vocabulary() {
    proof.declarations.forEach(each -> line(each.toString()));
    proof.definitions.forEach(
        (name, definition) -> {
          if (!name.startsWith("count.")) {
            line(definition.toString());
          }
        });
    proof.names("axiom").forEach(this::assume);
  }

  /** The state afterwards, and the guards. */
  private void action() {
    Set<String> changed = proof.changedBy(condition.step());
    Map<String, String> after = new HashMap<>();
    changed.forEach(name -> after.put(name, name + AFTER));
    Map<String, Term> updates = proof.updates.get(condition.step());
    updates.forEach((name, update) -> define(name, update, Map.of()));
    proof.definitions.forEach(
        (name, definition) -> {
          if (changed.contains(name)) {
            define(name, definition, after);
          }
        });
    proof.guardsOf(condition.step()).forEach(guard -> assume(guard.name()));
  }

  private void define(String name, Term definition, Map<String, String> after) {
    line(
        "(define-fun %s%s %s %s %s)"
            .formatted(
                name, AFTER, definition.at(2), definition.at(3), definition.at(4).with(after)));
  }

  /** Variables of the line become constants, so that the solver and instances can name them. */
  private void negateGoal(String goal) {
    Term body = proof.definitions.get(goal).at(4);
    if (condition.isOfAction()) {
      Map<String, String> after = new HashMap<>();
      proof.changedBy(condition.step()).forEach(name -> after.put(name, name + AFTER));
      body = body.with(after);
    }
    if (body.begins("forall")) {
      Map<String, String> constants = new HashMap<>();
      for (Term variable : body.at(1).parts()) {
        String constant = "!" + variable.at(0);
        constants.put(variable.at(0).toString(), constant);
        line("(declare-const %s %s)".formatted(constant, variable.at(1)));
      }
      body = body.at(2).with(constants);
    }
    line("(assert (not " + body + "))");
  }

  /** A block that a tree has, for blocks that are named: no axiom says so for all of them. */
  private void instance(Term wanted) {
    List<String> words = wanted.parts().stream().map(Term::toString).toList();
    String made = words.get(1);
    String of = words.get(2);
    String at = words.get(3);
    line("(declare-const %s Block)".formatted(made));
    line(
        switch (words.get(0)) {
          case "ancestor" ->
              """
              (assert (=> (hle (height %3$s) (height %2$s))
                (and (ancestor %1$s %2$s) (= (height %1$s) (height %3$s)))))\
              """
                  .formatted(made, of, at);
          case "child" ->
              """
              (assert (=> (and (ancestor %2$s %3$s) (not (= %2$s %3$s)))
                (and (parent %2$s %1$s) (ancestor %1$s %3$s))))\
              """
                  .formatted(made, of, at);
          case "last" ->
              """
              (assert (=> (elt (epoch %3$s) (epochOf %2$s))
                (and (ancestor %1$s %2$s) (= (epochOf %1$s) (epoch %3$s)) (forall ((c Block))
                  (=> (and (ancestor %1$s c) (not (= %1$s c))) (elt (epochOf %1$s) (epochOf c)))))))\
              """
                  .formatted(made, of, at);
          default -> throw new IllegalArgumentException("no such instance: " + wanted);
        });
  }

  /** All names that a condition may do without. */
  static List<String> assumptions(ProofText proof, ProofCondition condition) {
    List<String> all = new ArrayList<>(proof.names("axiom"));
    all.addAll(proof.usesOf(condition));
    proof.guardsOf(condition.step()).forEach(guard -> all.add(guard.name()));
    return all;
  }
}
