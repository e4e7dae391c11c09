package org.medchain.participant.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.experiments.config.UserInputException;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.session.ParticipantSession;

/**
 * The sessions of many identities, of which some are open at a time (PROC-25): one costs a thread
 * and a connection to each node, so that those unused the longest are closed for others.
 */
final class SessionPool implements AutoCloseable {
  private final int limit;

  /** In the order in which they were given back. */
  private final Map<String, ParticipantSession> idle = new LinkedHashMap<>();

  private final List<Long> openedNs = new ArrayList<>();
  private int open;

  /**
   * Without sessions.
   *
   * @param limit of open ones, not less than the threads that use them
   */
  SessionPool(int limit) {
    this.limit = limit;
  }

  /** A session of this identity, which no other thread uses meanwhile. */
  ParticipantSession borrow(ParticipantFolder folder)
      throws UserInputException, IOException, InterruptedException {
    Optional<ParticipantSession> evicted = Optional.empty();
    synchronized (this) {
      ParticipantSession known = idle.remove(folder.name());
      if (known != null) {
        return known;
      }
      if (open >= limit) {
        String oldest = idle.keySet().iterator().next();
        evicted = Optional.of(idle.remove(oldest));
      } else {
        open++;
      }
    }
    boolean opened = false;
    try {
      if (evicted.isPresent()) {
        evicted.get().close();
      }
      long beganNs = System.nanoTime();
      ParticipantSession session = ParticipantSession.open(folder, new char[0]);
      opened = true;
      synchronized (this) {
        openedNs.add(System.nanoTime() - beganNs);
      }
      return session;
    } finally {
      if (!opened) {
        forget();
      }
    }
  }

  private synchronized void forget() {
    open--;
  }

  /** Given back, for the next use. */
  synchronized void giveBack(ParticipantFolder folder, ParticipantSession session) {
    idle.put(folder.name(), session);
  }

  /** Given back, and of no use: what it did failed. */
  void discard(ParticipantSession session) throws IOException {
    forget();
    session.close();
  }

  /** How long each opening took, in ns. */
  synchronized List<Long> openedNs() {
    return List.copyOf(openedNs);
  }

  /** Closes those that nobody uses. */
  @Override
  public synchronized void close() throws IOException {
    for (ParticipantSession each : idle.values()) {
      each.close();
    }
    open -= idle.size();
    idle.clear();
  }
}
