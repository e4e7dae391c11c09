package util;

/** Stands before TLC's class in the JVMs that check models: the recorder loads slowly. */
public final class TLAFlightRecorder {
  private TLAFlightRecorder() {}

  /** Reports nothing. */
  public static void progress(
      boolean isFinal,
      int diameter,
      long states,
      long distinctStates,
      long left,
      long statesPerMinute,
      long distinctStatesPerMinute) {}

  /** Does not record what TLC prints; the text is still printed. */
  public static String message(String text) {
    return text;
  }
}
