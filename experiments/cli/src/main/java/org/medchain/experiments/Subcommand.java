package org.medchain.experiments;

import java.util.concurrent.Callable;

/**
 * A subcommand that another module brings: a class with picocli's {@code @Command(name = …)} and a
 * constructor without parameters, named in {@code META-INF/services/} of its jar. It is part of
 * {@code medchain} when that jar is on the class path (EXP-2).
 *
 * <p>{@code call} returns the exit code: 0 fine, 1 a result is bad, 2 the user must put something
 * right.
 */
public interface Subcommand extends Callable<Integer> {}
