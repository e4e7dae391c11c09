package org.medchain.contract.engine;

import java.util.function.Predicate;

/** A rule that holds for the state after every block; it reads whole tables. */
public record Invariant(String sentence, Predicate<WorldState> holds) {}
