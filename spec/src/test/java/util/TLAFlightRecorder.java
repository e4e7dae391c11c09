package util;

/**
 * Stands before TLC's class of this name on the class path of the JVMs that check models. TLC tells
 * its progress to Java's flight recorder, which is not read, and to load the recorder takes longer
 * than to check a small model.
 */
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
