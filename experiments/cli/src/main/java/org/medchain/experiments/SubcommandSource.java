package org.medchain.experiments;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Subcommands of a module that does not know this one, listed by one that knows both: each as
 * {@link Subcommand} says, but that the source is named in {@code META-INF/services/}.
 */
public interface SubcommandSource extends Supplier<List<Callable<Integer>>> {}
