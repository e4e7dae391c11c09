package org.medchain.experiments.bench;

import java.util.concurrent.Callable;

/**
 * A benchmark that another module brings: a class with picocli's {@code @Command(name = …)} and a
 * constructor without parameters, named in {@code META-INF/services/} of its jar. It is part of
 * {@code medchain bench} when that jar is on the class path.
 */
public interface BenchmarkCommand extends Callable<Integer> {}
