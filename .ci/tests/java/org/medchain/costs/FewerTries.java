package org.medchain.costs;

import java.util.List;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * In the fast suite a property ends after a part of its tries: the system property {@value #PART}
 * says after one in how many, and what is not set leaves all of them, as an IDE does. Properties of
 * few tries, whose tries are long simulations, keep all; so do those that go through all values.
 */
public final class FewerTries implements AroundTryHook {
  static final String PART = "medchain.test.tries";

  private static final int KEPT = 25;

  private static final int DIVISOR = Integer.getInteger(PART, 1);

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor one, List<Object> parameters) {
    TryExecutionResult result = one.execute(parameters);
    Store<Integer> made = Store.getOrCreate(PART, Lifespan.PROPERTY, () -> 0);
    made.update(number -> number + 1);
    return result.isSatisfied() && made.get() >= limit(context)
        ? TryExecutionResult.satisfied(true)
        : result;
  }

  private static int limit(TryLifecycleContext context) {
    Property property = context.targetMethod().getAnnotation(Property.class);
    return property == null || property.generation() == GenerationMode.EXHAUSTIVE
        ? Integer.MAX_VALUE
        : limit(property.tries(), DIVISOR);
  }

  /** After how many tries a property that declares {@code tries} of them ends. */
  public static int limit(int tries, int divisor) {
    return Math.max(Math.min(tries, KEPT), tries / divisor);
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
