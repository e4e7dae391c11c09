package org.medchain.day.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/**
 * The sessions of many identities, of which some are open at a time (PROC-25): one costs a thread
 * and a connection to each node, so that those unused the longest are closed for others.
 */
public final class SessionPool implements AutoCloseable {
  private final int limit;

  /** In the order in which they were given back. */
  private final SequencedMap<String, ParticipantSession> idle = new LinkedHashMap<>();

  private final List<Long> openedNs = new ArrayList<>();
  private int open;

  /**
   * Without sessions.
   *
   * @param limit of open ones, not less than the threads that use them
   */
  public SessionPool(int limit) {
    this.limit = limit;
  }

  /** What is done in a session. */
  @FunctionalInterface
  public interface SessionWork {
    void run(ParticipantSession session)
        throws UserInputException, IOException, RefusedException, InterruptedException;
  }

  /** Does it in a session of this identity; one in which it fails is of no more use. */
  public void use(ParticipantFolder folder, SessionWork what)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    ParticipantSession session = take(folder.name());
    boolean well = false;
    try {
      if (session == null) {
        session = opened(folder);
      }
      what.run(session);
      well = true;
    } finally {
      giveBack(session, well);
    }
  }

  /** One of this name, which no other thread uses meanwhile; null is the room for another one. */
  private synchronized ParticipantSession take(String name) {
    ParticipantSession known = idle.remove(name);
    if (known == null && open >= limit) {
      end(idle.pollFirstEntry().getValue());
    } else if (known == null) {
      open++;
    }
    return known;
  }

  private ParticipantSession opened(ParticipantFolder folder)
      throws UserInputException, IOException, InterruptedException {
    long beganNs = System.nanoTime();
    ParticipantSession session = NetworkFiles.session(folder, new char[0]);
    synchronized (this) {
      openedNs.add(System.nanoTime() - beganNs);
    }
    return session;
  }

  private void giveBack(ParticipantSession session, boolean well) {
    synchronized (this) {
      if (well) {
        idle.put(session.folder().name(), session);
        return;
      }
      open--;
    }
    if (session != null) {
      end(session);
    }
  }

  private static void end(ParticipantSession session) {
    try {
      session.close();
    } catch (IOException e) {
      // Its files are thrown away with the identity; what it did has its own answer.
    }
  }

  /** How long each opening took, in ns. */
  synchronized List<Long> openedNs() {
    return List.copyOf(openedNs);
  }

  /** Closes those that nobody uses. */
  @Override
  public synchronized void close() {
    idle.values().forEach(SessionPool::end);
    open -= idle.size();
    idle.clear();
  }
}
