package org.medchain.comparison.workload;

/** Says in one line what is wrong with a dataset, and in which file and line. */
public final class DatasetException extends RuntimeException {
  DatasetException(String message) {
    super(message);
  }
}
