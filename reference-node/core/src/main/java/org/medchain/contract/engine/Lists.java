package org.medchain.contract.engine;

import java.util.ArrayList;
import java.util.List;

/** Lists that do not change: each change gives another one. */
public final class Lists {
  private Lists() {}

  /** The list with one more at its end. */
  public static <T> List<T> plus(List<? extends T> list, T last) {
    List<T> more = new ArrayList<>(list);
    more.add(last);
    return List.copyOf(more);
  }

  /** The list without this one. */
  public static <T> List<T> minus(List<T> list, T gone) {
    return list.stream().filter(each -> !each.equals(gone)).toList();
  }
}
