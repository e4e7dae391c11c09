package org.medchain.proof;

/**
 * A condition of an action, and the place of its check.
 *
 * @param name as in {@code agreement.smt2}: action, dot, guard
 * @param requirement whose sentence it is
 * @param method the Java method that checks it: class, dot, method
 * @param rule the message of the trace model that has it; empty if none has
 * @param sentence its statement
 */
record ProofGuard(String name, String requirement, String method, String rule, String sentence) {
  String action() {
    return name.substring(0, name.indexOf('.'));
  }
}
