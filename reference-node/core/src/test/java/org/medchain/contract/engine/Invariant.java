package org.medchain.contract.engine;

import java.util.function.Predicate;

/**
 * A rule that holds for the state after every block. It reads whole tables, so tests check it and
 * nodes do not.
 *
 * @param sentence the rule in words
 * @param holds whether it holds
 */
public record Invariant(String sentence, Predicate<WorldState> holds) {}
