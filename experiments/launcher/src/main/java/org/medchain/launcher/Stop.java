package org.medchain.launcher;

/** The launcher ends without starting anything; the message is for the user, on one line. */
final class Stop extends Exception {
  private static final long serialVersionUID = 1;

  /** Something failed. */
  static final int FAILED = 1;

  /** The user has to put something right. */
  static final int REFUSED = 2;

  private final int code;

  private Stop(int code, String message) {
    super(message);
    this.code = code;
  }

  static Stop failed(String message) {
    return new Stop(FAILED, "medchain: " + message);
  }

  static Stop refused(String message) {
    return new Stop(REFUSED, "medchain: " + message);
  }

  /** A command line that a command's own help would have prevented; nothing: medchain's. */
  static Stop misused(String command, String message) {
    String name = command.isEmpty() ? "medchain" : "medchain " + command;
    return new Stop(REFUSED, name + ": " + message + "; '" + name + " --help' lists what there is");
  }

  /** The process's exit code. */
  int code() {
    return code;
  }
}
