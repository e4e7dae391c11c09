package org.medchain.contract.engine;

import java.util.function.Predicate;

/**
 * What must hold of the state after every block. It looks through whole tables, so it is checked in
 * tests and not by nodes.
 *
 * @param sentence what holds
 * @param holds whether it does
 */
public record Invariant(String sentence, Predicate<WorldState> holds) {}
