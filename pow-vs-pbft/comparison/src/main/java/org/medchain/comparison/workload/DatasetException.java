package org.medchain.comparison.workload;

/** A fault of a dataset in one line, with file and line. */
public final class DatasetException extends RuntimeException {
  /** With the line. */
  public DatasetException(String message) {
    // It may quote the file's own text.
    super(message.replaceAll("\\p{Cntrl}", "?"));
  }
}
