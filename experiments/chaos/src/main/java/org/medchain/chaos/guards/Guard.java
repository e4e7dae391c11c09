package org.medchain.chaos.guards;

/**
 * A condition under which something is refused, and how it is taken out (SCH-11).
 *
 * @param name its type, its method, and its words; the same as long as these stay
 * @param file the source, in the form {@code consensus/pbft/NormalCase.java}
 * @param start where the condition begins in the source
 * @param end where it ends
 * @param value of its replacement: the constant with which nothing is refused on its account
 * @param isObservable whether a call can be put around it; not if it declares a variable
 */
record Guard(String name, String file, int start, int end, boolean value, boolean isObservable) {
  Guard named(String other) {
    return new Guard(other, file, start, end, value, isObservable);
  }

  /** The source without it. */
  String removedFrom(String source) {
    return source.substring(0, start) + value + source.substring(end);
  }

  /** The simple name of the source's class. */
  String className() {
    return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
  }

  @Override
  public String toString() {
    return file + " " + name;
  }
}
