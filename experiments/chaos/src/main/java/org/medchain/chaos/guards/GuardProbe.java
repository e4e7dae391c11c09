package org.medchain.chaos.guards;

/**
 * Which guards refused something since the last question. Sources with a call of {@link #at} around
 * each guard report to it; without such a refusal, taking the guard out changes nothing.
 */
public final class GuardProbe {
  private static final boolean[] FIRED = new boolean[1 << 14];

  private GuardProbe() {}

  /**
   * Notes an evaluation of a guard.
   *
   * @param guard its number
   * @param condition its value
   * @param harmless its value when it does not refuse
   * @return {@code condition}
   */
  public static boolean at(int guard, boolean condition, boolean harmless) {
    if (condition != harmless) {
      FIRED[guard] = true;
    }
    return condition;
  }

  /** The numbers of those that refused, apart by spaces; from here on they are dropped. */
  static String take() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < FIRED.length; i++) {
      if (FIRED[i]) {
        all.append(all.isEmpty() ? "" : " ").append(i);
        FIRED[i] = false;
      }
    }
    return all.toString();
  }
}
