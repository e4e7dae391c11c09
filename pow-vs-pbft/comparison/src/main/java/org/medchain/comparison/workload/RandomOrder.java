package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Fisher and Yates' shuffle. */
public final class RandomOrder {
  private RandomOrder() {}

  /** All of them, in an order of which each is as likely. */
  public static <T> List<T> of(List<T> all, UniformRandomProvider random) {
    List<T> order = new ArrayList<>(all);
    for (int i = 0; i < order.size(); i++) {
      int other = i + random.nextInt(order.size() - i);
      order.set(i, order.set(other, order.get(i)));
    }
    return order;
  }
}
