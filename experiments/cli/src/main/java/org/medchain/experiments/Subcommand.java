package org.medchain.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/**
 * A subcommand that another module brings: a class with picocli's {@code @Command(name = …)} and a
 * constructor without parameters, named in {@code META-INF/services/} of its jar. It is part of
 * {@code medchain} when that jar is on the class path (EXP-2).
 *
 * <p>{@code call} returns the exit code: 0 fine, 1 a result is bad, 2 the user must put something
 * right.
 */
public interface Subcommand extends Callable<Integer> {
  /** All that the class path brings. */
  static List<Callable<Integer>> all() {
    List<Callable<Integer>> all = new ArrayList<>();
    ServiceLoader.load(Subcommand.class).forEach(all::add);
    ServiceLoader.load(SubcommandSource.class).forEach(each -> all.addAll(each.get()));
    return all;
  }
}
