package org.medchain.node.host;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that a start has opened, so that a refused start leaves nothing open (STO-23). */
final class OpenedParts {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Remembers a part. */
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes all of them, the last one first. */
  void closeAll() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        // The others are closed all the same, and the reason of a refusal comes before it.
        LOG.atWarn().setCause(e).log("a part of the node could not be closed");
      }
    }
  }
}
