package org.medchain.node.agency;

import org.medchain.node.transport.Topic;

/** What an agency is asked besides its ledger. */
public final class AgencyTopics {
  /** Whether it is there, and whether it takes the asker on: {@link ServedClients}. */
  public static final Topic SERVE = new Topic(35, "serve");

  /** About the ledger's content: {@link Query}, {@link QueryAnswer}. */
  public static final Topic QUERY = new Topic(36, "query");

  private AgencyTopics() {}
}
