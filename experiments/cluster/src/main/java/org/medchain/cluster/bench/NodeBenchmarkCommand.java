package org.medchain.cluster.bench;

import java.util.concurrent.Callable;

/**
 * A benchmark of node processes that another module brings: a class with picocli's
 * {@code @Command(name = …)} and a constructor without parameters, named in {@code
 * META-INF/services/} of its jar. It is part of {@code medchain bench} when that jar is on the
 * class path.
 */
public interface NodeBenchmarkCommand extends Callable<Integer> {}
